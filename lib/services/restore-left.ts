import { replacing, restoreStart, restoreStop } from '@/lib/contract/restore-steps';
import type { RunState } from '@/lib/contract/run';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { Work } from './work';

/** `untouched`: nothing was stopped · `stopped`: nothing was replaced yet · `half`: something was, or may have been · `up`: ClearML was started again. */
type Left = 'untouched' | 'stopped' | 'half' | 'up';

/** What a restore leaves, or would if it ended now. */
export function leftBy({ steps }: Pick<RunRecord, 'steps'>): Left {
  const begun = (id: string) => steps.find((step) => step.stepId === id)?.attempts.some(({ state }) => state !== 'unneeded') ?? false;
  const isDone = (id: string) => ['done', 'in-place'].includes(steps.find((step) => step.stepId === id)?.state ?? '');
  if (isDone(restoreStart)) return 'up';
  if (replacing.some(begun)) return 'half';
  return begun(restoreStop) ? 'stopped' : 'untouched';
}

/** Of the newest restores of a server; what is older than these is long settled. */
const most = 50;

/** Only those that stop or start ClearML: files that were put back, or an installation of restic, push none of them out of sight. */
const restores = ({ repositories: { runs } }: Work, serverId: string): Promise<RunRecord[]> => runs.list({ serverId, kind: 'restore', steps: [restoreStop, restoreStart], limit: most });

/**
 * Whether what ClearML keeps now may be half replaced: a restore stopped there, and neither another one nor a person has started ClearML since.
 * One that replaced nothing changes nothing of that.
 */
export async function isHalfRestored(work: Work, serverId: string): Promise<boolean> {
  const told = (await restores(work, serverId)).map(leftBy).find((left) => left === 'half' || left === 'up');
  return told === 'half';
}

const over: readonly RunState[] = ['failed', 'interrupted', 'cancelled'];

/** The newest restore that stopped on its way and left ClearML half replaced, or else stopped; null: there is none, or one goes on just now. */
export async function restoreThatLeft(work: Work, serverId: string): Promise<{ readonly run: RunRecord; readonly left: 'stopped' | 'half' } | null> {
  let stopped: RunRecord | null = null;
  for (const run of await restores(work, serverId)) {
    const left = leftBy(run);
    if (left === 'up') break;
    if (left === 'untouched') continue;
    if (!over.includes(run.state)) return null;
    if (left === 'half') return { run, left };
    stopped ??= run;
  }
  return stopped && { run: stopped, left: 'stopped' };
}

/** The ids of the newest restores' runs: a safety backup has its run's. */
export const restoresOf = async (work: Work, serverId: string): Promise<ReadonlySet<string>> => new Set((await restores(work, serverId)).map(({ id }) => id));
