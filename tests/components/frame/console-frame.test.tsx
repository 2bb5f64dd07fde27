import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { ConsoleFrame } from '@/components/frame/console-frame';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { ConsoleBackupAlert } from '@/lib/contract/console-backup';
import type { RunSummary } from '@/lib/contract/run';
import type { Server } from '@/lib/contract/server';
import { newId } from '@/lib/core/ids';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }), usePathname: () => '/activity', useSearchParams: () => new URLSearchParams() }));
vi.mock('@/components/api/use-topic', () => ({ useTopic: () => 'live' })); // jsdom has no console to dial

const now = new Date(0).toISOString();
const unset = { isSet: false };
const server: Server = {
  id: newId(), name: 'clearml-1', address: '192.0.2.1', port: 22, login: 'ops', auth: 'password', sudo: 'same', password: unset, privateKey: unset, passphrase: unset, sudoPassword: unset,
  hostKey: null, state: 'installed', sentence: 'ClearML was verified.', clearmlUrl: null, createdAt: now, lastSeenAt: null, openRunId: null,
};
const run = { id: newId(), serverId: server.id, serverName: server.name, kind: 'repair', title: 'Repair', state: 'failed', actor: 'ada', createdAt: now, startedAt: now, endedAt: null, sentence: 'Failed.', progress: { done: 0, total: 1, left: null } } as unknown as RunSummary;
const sent: string[] = [];
let servers: Server[] = [server];
let runs: RunSummary[] = [];
let consoleBackup: ConsoleBackupAlert = null;

beforeEach(() => {
  [servers, runs, consoleBackup] = [[server], [], null];
  sent.length = 0;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (init?.method === 'POST') sent.push(url);
    return init?.method === 'POST' ? Promise.resolve(Response.json({ error: { code: 'storage', message: 'The disk of the console is full.' } }, { status: 507 })) : Promise.resolve(Response.json(url.includes('run.list') ? runs : servers));
  });
});

const show = () => render(<ApiProvider><TooltipProvider><ConsoleFrame data={{ user: 'ada', servers, runs, consoleBackup }}><input aria-label="Search runs" data-search /><textarea aria-label="Notes" /></ConsoleFrame></TooltipProvider></ApiProvider>);
const icon = () => document.querySelector('link[rel=icon]')?.getAttribute('href');

it('lists the keys by "?", searches by "/", and closes by Esc; while somebody types they are letters', async () => {
  show();
  await userEvent.keyboard('?');
  const keys = await screen.findByRole('dialog', { name: 'Keys' });
  for (const key of ['Ctrl', '/', '?', 'Esc', 'Tab']) expect(within(keys).getAllByText(key)).not.toHaveLength(0);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await userEvent.keyboard('/');
  expect(screen.getByLabelText('Search runs')).toHaveFocus();
  await userEvent.click(screen.getByLabelText('Notes'));
  await userEvent.keyboard('?/');
  expect(screen.getByLabelText('Notes')).toHaveValue('?/');
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('skips to the content by the first Tab', async () => {
  show();
  await userEvent.tab();
  const link = screen.getByRole('link', { name: 'Skip to the content' });
  expect(link).toHaveFocus();
  const target = document.querySelector<HTMLElement>(link.getAttribute('href')!)!;
  expect(target.tagName).toBe('MAIN');
  target.focus(); // a page's own step on following a fragment, which jsdom leaves out
  expect(target).toHaveFocus();
});

it("has each action of the person's menu in the palette, and says when one was not done", async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'ada' }));
  const labels = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent ?? '');
  expect(labels).toContain('Sign out everywhere');
  await userEvent.keyboard('{Escape}{Control>}k{/Control}');
  const palette = await screen.findByRole('dialog', { name: 'Go to or do' });
  for (const label of labels) expect(within(palette).getByRole('option', { name: new RegExp(`^${label}(\\?)?$`) })).toBeInTheDocument();
  await userEvent.keyboard('everywhere{Enter}');
  expect(await screen.findByText('You are still signed in. The disk of the console is full.')).toBeInTheDocument();
  expect(sent.map((url) => url.replace(/.*\//, ''))).toEqual(['session.sign-out-everywhere']);
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.click(await screen.findByRole('option', { name: /^Keys/ }));
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeInTheDocument();
});

it.each([
  ['nothing to see to', {}, null, '/mark.svg'],
  ['work', {}, 'running', '/mark-working.svg'],
  ['a server that needs attention', { state: 'attention' }, null, '/mark-trouble.svg'],
  ['a run that waits', {}, 'waiting', '/mark-trouble.svg'],
  ['a repair that failed and is open', { openRunId: run.id }, 'failed', '/mark-trouble.svg'],
  ['one that failed long ago', {}, 'failed', '/mark.svg'],
] as const)('shows %s in the icon of the tab', (_, change, state, wanted) => {
  servers = [{ ...server, ...change }];
  runs = state === null ? [] : [{ ...run, state }];
  show();
  expect(icon()).toBe(wanted);
});

it('says on every page that this console is not backed up, and leads there', async () => {
  consoleBackup = { since: now, message: 'The disk of /mnt/nas is full.', remedy: 'Open Settings.' };
  show();
  expect(await screen.findByText('This console is not backed up as it should be.')).toBeInTheDocument();
  expect(screen.getByText(/The disk of \/mnt\/nas is full\./)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Open its backup' })).toHaveAttribute('href', '/settings#console-backup');
});
