import type { RunState } from '@/lib/contract/run';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import type { Work } from './work';

const replacing: readonly string[] = ['restore/mongodb', 'restore/elasticsearch', 'restore/files', 'restore/configuration', 'restore/redis-flushed'];

/** `untouched`: nothing was stopped · `stopped`: nothing was replaced yet · `half`: something was, or may have been · `up`: ClearML was started again. */
type Left = 'untouched' | 'stopped' | 'half' | 'up';

/** What a restore leaves, or would if it ended now. */
export function leftBy({ steps }: Pick<RunRecord, 'steps'>): Left {
  const begun = (id: string) => steps.find((step) => step.stepId === id)?.attempts.some(({ state }) => state !== 'unneeded') ?? false;
  const isDone = (id: string) => ['done', 'in-place'].includes(steps.find((step) => step.stepId === id)?.state ?? '');
  if (isDone('restore/started')) return 'up';
  if (replacing.some(begun)) return 'half';
  return begun('restore/writers-stopped') ? 'stopped' : 'untouched';
}

/** Of the newest restores of a server; what is older than these is long settled. */
const most = 50;

/**
 * Whether what ClearML keeps now may be half replaced: a restore stopped there, and neither another one nor a person has started ClearML since.
 * One that replaced nothing changes nothing of that.
 */
export async function isHalfRestored({ repositories: { runs } }: Work, serverId: string): Promise<boolean> {
  const told = (await runs.list({ serverId, kind: 'restore', limit: most })).map(leftBy).find((left) => left === 'half' || left === 'up');
  return told === 'half';
}

const over: readonly RunState[] = ['failed', 'interrupted', 'cancelled'];

/** The newest restore that stopped on its way and left ClearML stopped or half replaced; null: there is none, or one goes on just now. */
export async function restoreThatLeft({ repositories: { runs } }: Work, serverId: string): Promise<{ readonly run: RunRecord; readonly left: 'stopped' | 'half' } | null> {
  for (const run of await runs.list({ serverId, kind: 'restore', limit: most })) {
    const left = leftBy(run);
    if (left === 'up') return null;
    if (left !== 'untouched') return over.includes(run.state) ? { run, left } : null;
  }
  return null;
}

/** The ids of the newest restores' runs: a safety backup has its run's. */
export const restoresOf = async ({ repositories: { runs } }: Work, serverId: string): Promise<ReadonlySet<string>> => new Set((await runs.list({ serverId, kind: 'restore', limit: most })).map(({ id }) => id));
