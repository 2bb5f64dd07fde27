import { render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { AuditTable } from '@/components/activity/audit-table';
import { RunsTable } from '@/components/servers/runs-table';
import { TooltipProvider } from '@/components/ui/tooltip';

vi.mock('next/navigation', () => ({ useRouter: () => ({ replace: () => undefined }), usePathname: () => '/activity', useSearchParams: () => new URLSearchParams() }));
afterEach(() => vi.unstubAllGlobals());

const run = (id: string, serverId: string, serverName: string) => ({ id, serverId, serverName, kind: 'install', title: `Run ${id}`, state: 'done', actor: 'ada', createdAt: '2026-01-01T00:00:00.000Z', startedAt: null, endedAt: null, lastSeq: 0, progress: { done: 1, total: 1, left: null }, sentence: 'Done.' });
const entry = (id: string, serverName: string) => ({ id, at: '2026-01-01T00:00:00.000Z', actor: 'ada', verb: 'server.edit', serverName, sentence: `edited the server ${serverName}`, outcome: 'ok' });
const answers: Record<string, unknown> = {
  'run.list': [run('r1', 's1', 'alive'), run('r2', 'r2', 'gone')],
  'activity.list': [entry('a1', 'alive'), entry('a2', 'gone')],
  'server.list': [{ name: 'alive' }],
};
const show = (content: React.ReactNode) => {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(Response.json(answers[url.replace('/api/v1/', '').replace(/\?.*/, '')])));
  render(<ApiProvider><TooltipProvider>{content}</TooltipProvider></ApiProvider>);
};

it('keeps the runs of a removed server with their pages, and without a link to the server', async () => {
  show(<RunsTable />);
  expect((await screen.findAllByRole('link', { name: 'alive' }))[0]).toHaveAttribute('href', '/servers/alive');
  expect(screen.getAllByRole('link', { name: 'Run r2' })[0]).toHaveAttribute('href', '/servers/gone/runs/r2');
  expect(screen.getAllByText('gone (removed)').length).toBeGreaterThan(0);
  expect(screen.queryByRole('link', { name: /^gone/ })).toBeNull();
});

it('links no removed server in the audit', async () => {
  show(<AuditTable />);
  expect((await screen.findAllByRole('link', { name: 'alive' })).length).toBeGreaterThan(0);
  await vi.waitFor(() => { expect(screen.queryByRole('link', { name: 'gone' })).toBeNull(); });
});
