import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { FailurePanel } from '@/components/run/failure-panel';
import { RunActions } from '@/components/run/run-actions';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { Run, RunStep } from '@/lib/contract/run';

afterEach(() => vi.unstubAllGlobals());

const id = '0123456789abcdefghjk';
const failure = { sentence: 'It failed.', cause: null, serverState: 'As it was.', remedy: 'Retry.', lines: [] };
const step: RunStep = { id: 'a/b', title: 'A step', chapter: 'C', guide: null, state: 'failed', startedAt: null, endedAt: null, usually: 1000, slow: false, interruptible: true, attempts: 1, exitCode: 1, failure: { ...failure, id: 'f1' }, waitsFor: null, skipReason: null, bars: [] };
const run = (state: Run['state']): Run => ({ id, serverId: id, serverName: 'alpha', kind: 'install', title: 'Install', state, sentence: '', actor: 'ada', createdAt: '2026-01-01T00:00:00.000Z', startedAt: null, endedAt: null, steps: [step], lastSeq: 0, progress: { done: 0, total: 1, left: null } });
const show = (content: React.ReactNode) => render(<ApiProvider><TooltipProvider>{content}</TooltipProvider></ApiProvider>);

it.each(['failed', 'interrupted'] as const)('offers to cancel a run that is %s, since it is open until then', async (state) => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    asked.push(`${url} ${init?.body as string}`);
    return Promise.resolve(Response.json(run('cancelled')));
  });
  show(<RunActions run={run(state)} />);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel the run' }));
  expect(screen.getByText('It ends here, and the server is free for another plan. What was done stays.')).toBeInTheDocument();
  await userEvent.click(screen.getAllByRole('button', { name: 'Cancel the run' }).at(-1)!);
  await vi.waitFor(() => { expect(asked).toEqual([`/api/v1/run.cancel {"run":"${id}"}`]); });
});

it('says of a restore what becomes of ClearML, and where it goes on', async () => {
  show(<RunActions run={{ ...run('failed'), kind: 'restore' }} />);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel the run' }));
  expect(screen.getByText(/ClearML stays stopped, and the page Backups offers to go back/)).toBeInTheDocument();
});

it.each(['done', 'cancelled'] as const)('offers no such thing for one that is %s', (state) => {
  show(<RunActions run={run(state)} />);
  expect(screen.queryByRole('button', { name: 'Cancel the run' })).not.toBeInTheDocument();
});

it('says beside Retry where it begins when the inputs were changed', () => {
  show(<FailurePanel run={run('failed')} step={step} failure={failure} />);
  expect(screen.getByText(/changed since the run was started, Retry begins with the first step/)).toBeInTheDocument();
});

it('offers another backup instead of Retry once ClearML was started again before all parts were stored, and Retry behind that', () => {
  const steps = (part: RunStep['state'], proof: RunStep['state']) => [['writers-stopped', 'done'], ['mongodb', part], ['writers-started', 'done'], ['mongodb-verified', proof]].map(([name, state]): RunStep => ({ ...step, id: `backups/${name}`, state: state as RunStep['state'] }));
  const backup = (part: RunStep['state'], proof: RunStep['state']): Run => ({ ...run('failed'), kind: 'backup', endedAt: '2026-01-01T00:00:00.000Z', steps: steps(part, proof) });
  const { unmount } = show(<><RunActions run={backup('failed', 'pending')} /><FailurePanel run={backup('failed', 'pending')} step={step} failure={failure} /></>);
  expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull();
  expect(screen.getByRole('link', { name: 'Start another backup' })).toHaveAttribute('href', '/servers/alpha/backups/now');
  unmount();
  show(<><RunActions run={backup('done', 'failed')} /><FailurePanel run={backup('done', 'failed')} step={step} failure={failure} /></>);
  expect(screen.getAllByRole('button', { name: /^Retry/ })).toHaveLength(2);
  expect(screen.queryByRole('link', { name: 'Start another backup' })).toBeNull();
});

it('offers another restore instead of Retry once ClearML was started again before all was restored, but the test behind that', () => {
  const steps = (part: RunStep['state']) => [['writers-stopped', 'done'], ['mongodb', part], ['files', 'skipped'], ['started', 'done']].map(([name, state]): RunStep => ({ ...step, id: `restore/${name}`, state: state as RunStep['state'] }));
  const restore = (part: RunStep['state']): Run => ({ ...run('cancelled'), kind: 'restore', steps: steps(part) });
  const { unmount } = show(<><RunActions run={restore('failed')} /><FailurePanel run={restore('failed')} step={step} failure={failure} /></>);
  expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull();
  expect(screen.getByRole('link', { name: 'Start another restore' })).toHaveAttribute('href', '/servers/alpha/backups/restore');
  unmount();
  show(<RunActions run={restore('done')} />);
  expect(screen.getByRole('button', { name: /^Retry/ })).toBeInTheDocument();
});

it.each([['backups/files', 0], ['restore/writers-stopped', 0], ['restore/started', 0], ['restore/elasticsearch', 1]])('of a restore that failed at %s offers to skip that only where nothing is replaced unsaved by it', (id_, offered) => {
  show(<FailurePanel run={{ ...run('failed'), kind: 'restore' }} step={{ ...step, id: id_ }} failure={failure} />);
  expect(screen.queryAllByRole('button', { name: 'Skip it with a reason' })).toHaveLength(offered);
});
