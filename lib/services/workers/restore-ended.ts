import { isGroundcrewError } from '@/lib/core/errors';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { leftBy } from '../restore-left';
import { startAgain } from '../restore-release';
import type { Work } from '../work';

/** What a cancelled restore says of what it leaves; null: nothing. */
export function leftSentence(run: RunRecord): string | null {
  switch (run.kind === 'restore' ? leftBy(run) : 'up') {
    case 'stopped': return 'Nothing was replaced yet. What was stopped is started again, in a run of its own.';
    case 'half': return 'ClearML is stopped, and what it keeps may be half replaced. Restore a backup, such as the safety backup; or start ClearML as it is now, on the Backups page.';
    default: return null;
  }
}

/** After a restore was cancelled before it replaced anything, ClearML is started again; of half of one a person decides. */
export async function startAgainAfter(work: Work, run: RunRecord, serverId: string): Promise<void> {
  if (run.kind !== 'restore' || leftBy(run) !== 'stopped') return;
  const server = await work.repositories.servers.byId(serverId);
  if (server === null) return;
  try {
    await startAgain(work, server, run.actor);
  } catch (error) {
    // Another run was begun in between: the page offers it.
    if (!isGroundcrewError(error)) throw error;
  }
}
