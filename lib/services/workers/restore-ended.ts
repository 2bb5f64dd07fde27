import type { RunRecord } from '@/lib/store/repositories/run-record';
import { isHalfRestored, leftBy } from '../restore-left';
import type { Work } from '../work';

/** What a cancelled restore says of what it leaves, after what it has stopped was started again where nothing was replaced; null: nothing. */
export async function leftSentence(work: Work, { id, serverId }: RunRecord): Promise<string | null> {
  // As it stands by now: its start may just have been noted.
  const run = await work.repositories.runs.get(id);
  if (run?.kind !== 'restore' || serverId === null) return null;
  const left = leftBy(run);
  if (left === 'half' || (left === 'stopped' && (await isHalfRestored(work, serverId))))
    return 'ClearML is stopped, and what it keeps may be half replaced. Restore a backup, such as the safety backup; or start ClearML as it is now, on the Backups page.';
  return null;
}
