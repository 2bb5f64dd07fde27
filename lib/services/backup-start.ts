import { canStart } from '@/lib/contract/backup-look';
import { GroundcrewError } from '@/lib/core/errors';
import { isGrave } from '@/lib/engine/surprises';
import { chapters } from '@/lib/guide/chapters';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { beforeBackup, type BeforeStart } from './backup-guard';
import { beginRun } from './begin-run';
import { findBackupDestination, placeName } from './find-backup-destination';
import { findServer } from './find-server';
import { hashSnapshot, takeSnapshot } from './inputs';
import { refuseOther } from './shown';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

/** Starts a backup as a run of its own. The server judges once more whether it may: a page can be old. */
export const startBackup: Implementation<'backup.start'> = async (context, { server: name, destination: id, shown }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const destination = await findBackupDestination(work, server, id);
  context.auditNote = placeName(destination.place);
  return { run: await beginBackup(work, server, destination, { actor: context.actor?.name ?? 'system', shown: shown ?? null }) };
};

/**
 * Asks the server what stands against it, and begins the run; the set has the run's id. Its passphrase is read when a step is planned, and
 * stays where it is stored. `shown`: the id of a look; null: nobody has looked, and what restarts something waits for a nod.
 * @throws GroundcrewError `conflict`: another run is open (`run.open`), the guard refuses (`backup.refused`), or other commands were shown
 * (`shown.other`); and as the connection does
 */
export async function beginBackup(work: Work, server: ServerRecord, destination: BackupDestinationRecord, { actor, shown }: { readonly actor: string; readonly shown: string | null }): Promise<string> {
  const snapshot = { ...(await takeSnapshot(work, server)), destination: destination.id };
  work.connections.forgive(server.id);
  if ((await work.repositories.runs.openOf(server.id)) !== null) throw new GroundcrewError({ code: 'conflict', reason: 'run.open', message: 'Another run is open on this server. Nothing was started.', remedy: 'Look at that run: let it end, or cancel it.' });
  const before = await beforeBackup(work, server, destination, snapshot);
  if (!canStart(before)) throw refused(before);
  if (shown !== null) refuseOther(shown, before.shown, { message: 'The backup would restart something else by now than this page showed. Nothing was started.', remedy: 'Look at the commands as they stand now, then decide.' });
  const steps = before.steps.map(({ id: stepId, title, usually, interruptible, commands }) => ({ stepId, title, chapter: chapters.backups, guide: null, departure: null, usually, interruptible, approved: shown !== null && commands.some(isGrave) ? commands : [] }));
  return beginRun(work, server, { kind: 'backup', title: 'Back up ClearML', actor, planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps });
}

function refused({ guard, blockers }: BeforeStart): GroundcrewError {
  const refusing = guard.filter(({ outcome }) => outcome === 'refuse');
  return new GroundcrewError({ code: 'conflict', reason: 'backup.refused', message: `No backup was started. ${[...refusing.map(({ message }) => message), ...blockers].join(' ')}`, remedy: refusing[0]?.remedy ?? 'Mend what is named, then try again.' });
}
