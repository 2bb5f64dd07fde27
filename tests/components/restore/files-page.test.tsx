import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useSyncExternalStore } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { FilesPage } from '@/components/restore/files-page';
import { TooltipProvider } from '@/components/ui/tooltip';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
const pushed = vi.fn();
// Next's router does this in the page: what is pushed, and the browser's Back, is seen by useSearchParams.
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((each) => each());
vi.mock('next/navigation', () => ({
  useRouter: () => ({ push: pushed }),
  useSearchParams: () => new URLSearchParams(useSyncExternalStore((listener) => (listeners.add(listener), () => void listeners.delete(listener)), () => window.location.search)),
}));
const push = window.history.pushState.bind(window.history);
window.history.pushState = (...change) => { push(...change); tell(); };
window.addEventListener('popstate', tell);
afterEach(() => { vi.unstubAllGlobals(); pushed.mockClear(); });

const chosen = { destination: 'd'.repeat(20), set: 's'.repeat(20), startedAt: '2026-01-01T00:00:00.000Z', place: { kind: 'directory' as const, path: '/mnt/backup' } };
const named = { server: 'alpha', destination: chosen.destination, set: chosen.set };
const entry = (name: string, kind: string, isLossy = false) => ({ name, kind, bytes: kind === 'file' ? 2048 : null, at: '2026-01-01T00:00:00.000Z', isLossy });

function show(refused?: object): { asked: unknown[][]; sent: unknown[] } {
  const [asked, sent]: [unknown[][], unknown[]] = [[], []];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (init?.method === 'POST') {
      sent.push(JSON.parse(init.body as string));
      if (refused) return Promise.resolve(Response.json({ error: refused }, { status: 429 }));
      return Promise.resolve(Response.json(url.endsWith('restore.download') ? { ticket: 't'.repeat(20), bytes: 2048 } : { run: '0123456789abcdefghjk' }));
    }
    const input = JSON.parse(new URL(url, 'http://x').searchParams.get('input')!) as { folder: string; after: string };
    asked.push([input.folder, input.after]);
    return Promise.resolve(Response.json(input.folder === '/' ? { entries: [entry('com pany&', 'folder')], total: 1, hasMore: false } : { entries: [entry('<b>\u202ex', 'file'), entry('z\ufffd', 'file', true), entry('soft', 'link')], total: 5, hasMore: input.after === '' }));
  });
  render(<ApiProvider><TooltipProvider><FilesPage server="alpha" chosen={chosen} /></TooltipProvider></ApiProvider>);
  return { asked, sent };
}

it('goes from folder to folder by address, and puts a copy of one file beside it, whatever it is called', async () => {
  push(null, '', `/servers/alpha/backups/files?destination=${chosen.destination}&set=${chosen.set}`);
  const { asked, sent } = show();
  expect(await screen.findByRole('heading', { name: /^Files of the backup of .+, at \/mnt\/backup$/ })).toBeVisible();
  await userEvent.click(await screen.findByRole('link', { name: 'com pany&' }, { timeout: 20_000 }));
  expect(await screen.findByText('<b>‹U+202E›x', {}, { timeout: 20_000 })).toBeVisible();
  // What was pressed is gone; the folder has the focus, and is told.
  expect(screen.getByRole('heading', { name: 'com pany&' })).toHaveFocus();
  expect(screen.getAllByRole('status')[0]).toHaveTextContent('com pany&: 5 entries.');
  // Neither a link nor what can't be named is copied by itself.
  expect(screen.getAllByRole('button', { name: /^Put a copy of/ })).toHaveLength(1);
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Later names' }));
  await vi.waitFor(() => expect(asked).toEqual([['/', ''], ['/com pany&', ''], ['/com pany&', 'soft']]));
  await userEvent.click(await screen.findByRole('button', { name: /^Put a copy of/ }));
  const dialog = screen.getByRole('dialog', { name: 'Put a copy of <b>‹U+202E›x beside it?' });
  expect(dialog).toHaveTextContent(/<b>‹U\+202E›x\.from-backup-\d{8}T\d{6}Z.*\/com pany&/);
  expect(sent).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Put the copy there' }));
  await vi.waitFor(() => expect(pushed).toHaveBeenCalledWith('/servers/alpha/runs/0123456789abcdefghjk'));
  expect(sent).toEqual([{ ...named, path: '/com pany&/<b>\u202ex' }]);
});

it('opens the folder and page of its address, and the browser\'s Back leads through them', async () => {
  push(null, '', '/servers/alpha/backups/files?set=s&folder=%2Fcom+pany%26&after=soft');
  const { asked } = show();
  expect(await screen.findByText(/^5 entries, here from behind soft/, {}, { timeout: 20_000 })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'com pany&' })).not.toHaveFocus();
  await userEvent.click(within(screen.getByRole('navigation', { name: 'Path' })).getByRole('link', { name: 'Top' }));
  expect(await screen.findByRole('link', { name: 'com pany&' }, { timeout: 20_000 })).toHaveAttribute('href', '?set=s&folder=%2Fcom+pany%26');
  expect(window.location.search).toBe('?set=s');
  window.history.back();
  expect(await screen.findByText(/^5 entries, here from behind soft/, {}, { timeout: 20_000 })).toBeVisible();
  expect(asked[0]).toEqual(['/com pany&', 'soft']);
});

it('downloads one file by keyboard, told what goes on; the button keeps the focus', async () => {
  const clicked: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) { clicked.push(`${this.getAttribute('href')} ${this.hasAttribute('download')}`); });
  push(null, '', '/servers/alpha/backups/files?set=s&folder=%2Fcom+pany%26&after=soft');
  const { sent } = show();
  // Neither a link nor what can't be named is one.
  const button = await screen.findByRole('button', { name: /^Download/ }, { timeout: 20_000 });
  expect(button).toHaveAccessibleName('Download <b>‹U+202E›x');
  button.focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(clicked).toEqual([`/api/v1/stored-file/${'t'.repeat(20)} true`]));
  expect(sent).toEqual([{ ...named, path: '/com pany&/<b>\u202ex' }]);
  const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
  await vi.waitFor(() => expect(said()).toContainEqual(expect.stringMatching(/^The download of <b>‹U\+202E›x begins: 2[.,\d]* .*B\. Your browser shows how it goes, and says so if it is cut\.$/)));
  expect(button).toHaveFocus();
  expect(await axeFinds()).toEqual([]);
  vi.restoreAllMocks();
});

it('says why a download does not begin', async () => {
  push(null, '', '/servers/alpha/backups/files?set=s&folder=%2Fcom+pany%26&after=soft');
  show({ code: 'throttled', message: 'No more than 2 at a time.', remedy: 'Wait.' });
  await userEvent.click(await screen.findByRole('button', { name: /^Download/ }, { timeout: 20_000 }));
  expect(await screen.findByRole('alert')).toHaveTextContent('No more than 2 at a time.');
});
