import type { BackupSet } from '@/lib/contract/backup';
import type { ServerRecord } from '@/lib/store/repositories/servers';

/** Why a schedule can't begin a drill, whenever it is due, in sentences; null: it can. `set`: the backup that it would drill. */
export function whyNotDrilled({ state }: Pick<ServerRecord, 'state'>, set: BackupSet | undefined, isHalfRestored: boolean): string | null {
  if (state !== 'installed' && state !== 'attention') return 'ClearML is not installed on this server by this console, and a drill takes its images.';
  if (set === undefined) return 'There is no complete backup yet that could be drilled. Back up first.';
  return isHalfRestored ? 'The last restore stopped half way. No backup is drilled by the schedule until one is restored, or you start ClearML as it is on the Restore page.' : null;
}
