import { canStart } from '@/lib/contract/backup-look';
import { GroundcrewError } from '@/lib/core/errors';
import { isGrave } from '@/lib/engine/surprises';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { beforeBackup, type BeforeStart } from './backup-guard';
import { backupRunStep } from './backup-run-step';
import { beginRun } from './begin-run';
import { hashSnapshot, takeSnapshot, type Snapshot } from './inputs';
import { inUse, whyBackupWaits } from './repository-uses';
import { refuseOther } from './shown';
import type { Work } from './work';

/**
 * Asks the server what stands against it, and begins the run; the set has the run's id. Its passphrase is read when a step is planned, and
 * stays where it is stored. `shown`: the id of a look; null: nobody has looked, and what restarts something waits for a nod. `isAttended`: somebody is
 * there to give it. `copyTo`: where it is copied to once it is complete; missing or null: nowhere. `uncopied`: a copy was wanted, and why there is none. `quiesced`: ClearML is stopped while its parts are stored.
 * @throws GroundcrewError `conflict`: another run is open (`run.open`), another server drills there (`repository.in-use`), the guard refuses (`backup.refused`), or other commands were shown
 * (`shown.other`); and as the connection does
 */
export async function beginBackup(work: Work, server: ServerRecord, destination: BackupDestinationRecord, { actor, shown, isAttended, copyTo = null, uncopied, quiesced = false }: { readonly actor: string; readonly shown: string | null; readonly isAttended: boolean; readonly copyTo?: BackupDestinationRecord | null; readonly uncopied?: Snapshot['uncopied']; readonly quiesced?: boolean }): Promise<string> {
  const snapshot: Snapshot = { ...(await takeSnapshot(work, server)), ...(await excludedOf(work, server.id)), destination: destination.id, ...(copyTo && { copyTo: copyTo.id }), ...(uncopied && { uncopied }), ...(quiesced && { quiesced }) };
  work.connections.forgive(server.id);
  if ((await work.repositories.runs.openOf(server.id)) !== null) throw new GroundcrewError({ code: 'conflict', reason: 'run.open', message: 'Another run is open on this server. Nothing was started.', remedy: 'Look at that run: let it end, or cancel it.' });
  // First, whatever the locks there look like: of a host of the same name another server's would be taken for one of its own that is gone.
  const refuseInUse = async () => {
    const waits = await whyBackupWaits(work, copyTo ? [destination, copyTo] : [destination]);
    if (waits !== null) throw inUse(waits);
  };
  await refuseInUse();
  const before = await beforeBackup(work, server, destination, snapshot, copyTo);
  // Once more: asking the server takes a while.
  await refuseInUse();
  if (!canStart(before)) throw refused(before);
  if (!isAttended && before.steps.some(({ commands }) => commands.some(isGrave))) throw new GroundcrewError({ code: 'conflict', reason: 'backup.unattended', message: 'No backup was started: it would recreate Elasticsearch, and nobody is there to approve that.', remedy: 'Back up once by hand: the page shows what it would do.' });
  if (shown !== null) refuseOther(shown, before.shown, { message: 'The backup would restart something else by now than this page showed. Nothing was started.', remedy: 'Look at the commands as they stand now, then decide.' });
  const steps = before.steps.map((step) => backupRunStep(step, shown !== null && step.commands.some(isGrave) ? step.commands : []));
  return beginRun(work, server, { kind: 'backup', title: quiesced ? 'Back up ClearML while it is stopped' : 'Back up ClearML', actor, planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps });
}

/** What the schedule leaves out, also of a backup that is made by hand. */
export async function excludedOf({ repositories }: Work, serverId: string): Promise<Pick<Snapshot, 'exclude'>> {
  const exclude = (await repositories.backupSchedules.get(serverId))?.schedule?.exclude ?? [];
  return exclude.length > 0 ? { exclude } : {};
}

function refused({ guard, blockers }: BeforeStart): GroundcrewError {
  const refusing = guard.filter(({ outcome }) => outcome === 'refuse');
  return new GroundcrewError({ code: 'conflict', reason: 'backup.refused', message: `No backup was started. ${[...refusing.map(({ message }) => message), ...blockers].join(' ')}`, remedy: refusing[0]?.remedy ?? 'Mend what is named, then try again.' });
}
