import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { AcceptanceTest } from '@/components/health/acceptance-test';
import { FailedAcceptance } from '@/components/health/failed-acceptance';
import { RunActions } from '@/components/run/run-actions';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { Run } from '@/lib/contract/run';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
const pushed = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: pushed }) }));
afterEach(() => vi.unstubAllGlobals());

it('says what it writes and that it removes it before anything is started, and goes to the run', async () => {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push([url, JSON.parse(init.body as string)]);
    return Promise.resolve(Response.json({ run: '0123456789abcdefghjk' }));
  });
  render(<ApiProvider><TooltipProvider><AcceptanceTest server="alpha" /></TooltipProvider></ApiProvider>);
  await userEvent.click(screen.getByRole('button', { name: 'Acceptance test…' }));
  const dialog = screen.getByRole('dialog');
  expect(within(dialog).getByText(/writes a project, a task, .* and removes them all/)).toBeVisible();
  expect(asked).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Run the acceptance test' }));
  await vi.waitFor(() => expect(pushed).toHaveBeenCalledWith('/servers/alpha/runs/0123456789abcdefghjk'));
  expect(asked).toEqual([['/api/v1/acceptance.start', { server: 'alpha' }]]);
});

const failed = { id: '0123456789abcdefghjk', serverId: 's', serverName: 'alpha', kind: 'acceptance', title: 'Acceptance test of ClearML', state: 'failed', actor: 'ada', createdAt: '2026-01-01T00:00:00.000Z', startedAt: null, endedAt: '2026-01-01T00:01:00.000Z', lastSeq: 0, progress: { done: 0, total: 1, left: null }, sentence: 'The acceptance test failed: The file server does not take files.', steps: [] };

it('says that the last one failed, with a way to its run', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json([failed])));
  render(<ApiProvider><TooltipProvider><FailedAcceptance server="alpha" /></TooltipProvider></ApiProvider>);
  expect(await screen.findByText('The acceptance test failed: The file server does not take files.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open the run' })).toHaveAttribute('href', '/servers/alpha/runs/0123456789abcdefghjk');
});

it('leaves nothing to cancel of one that failed and has ended', () => {
  const { rerender } = render(<ApiProvider><TooltipProvider><RunActions run={failed as unknown as Run} /></TooltipProvider></ApiProvider>);
  expect(screen.queryByRole('button', { name: 'Cancel the run' })).toBeNull();
  rerender(<ApiProvider><TooltipProvider><RunActions run={{ ...failed, endedAt: null } as unknown as Run} /></TooltipProvider></ApiProvider>);
  expect(screen.getByRole('button', { name: 'Cancel the run' })).toBeVisible();
});
