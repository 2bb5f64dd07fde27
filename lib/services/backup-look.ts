import type { BackupLook, BackupStepLook } from '@/lib/contract/backup-look';
import type { BackupGuard } from '@/lib/contract/backup-watch';
import { stopStep } from '@/lib/contract/quiesced';
import { isComplete, newestFirst } from '@/lib/engine/backup-sets';
import { partSteps } from '@/lib/guide/backups/stored';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { findCopyTo } from './backup-copy-to';
import { beforeBackup } from './backup-guard';
import { excludedOf } from './begin-backup';
import { findBackupDestination, placeName } from './find-backup-destination';
import { findServer } from './find-server';
import { takeSnapshot } from './inputs';
import { whyBackupWaits } from './repository-uses';
import type { Implementation } from './types';
import { workOf } from './work';

/** Nothing happens that was not shown first: what a backup would do now, and what stands against it. */
export const lookAtBackup: Implementation<'backup.look'> = async ({ resources, clock }, { server: name, destination: id, copyTo: second, quiesced }): Promise<BackupLook> => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const destination = await findBackupDestination(work, server, id);
  const copyTo = await findCopyTo(work, server, destination, second);
  work.connections.forgive(server.id);
  const excluded = await excludedOf(work, server.id);
  const { guard, blockers, steps, shown } = await beforeBackup(work, server, destination, { ...(await takeSnapshot(work, server)), ...excluded, ...(quiesced && { quiesced }) }, copyTo);
  const [last] = newestFirst(await work.repositories.backupSets.of(server.id, 50)).filter((set) => isComplete(set) && 'destinationId' in set && set.destinationId === id);
  const waits = await whyBackupWaits(work, copyTo ? [destination, copyTo] : [destination]);
  const open = await work.repositories.runs.openOf(server.id);
  return {
    askedAt: new Date(clock.now()).toISOString(),
    destination: id,
    quiesced: quiesced === true,
    copyTo: copyTo?.id ?? null,
    will: [...willDo(steps, placeName(destination.place)), ...(excluded.exclude ? [`Leaves out these files, as the schedule says: ${excluded.exclude.map((each) => JSON.stringify(each)).join(', ')}. They are not in the backup, and a restore of the files removes them.`] : []), ...(copyTo ? [`Copies it to ${placeName(copyTo.place)} then, encrypted with the passphrase of that place, and checks what lies there. If that fails, the backup itself stays complete.`] : [])],
    guard: [...guard, ...[destination, copyTo].flatMap((each) => (each && each.passphraseKeptAt === null ? [unkept(placeName(each.place))] : []))],
    // Blocked by that drill a step would advise to remove its lock.
    blockers: [...(open ? ['Another run is open on this server. Let it end, or cancel it.'] : []), ...(waits ? [`${waits.message} ${waits.remedy}`] : blockers)],
    steps,
    usually: steps.reduce((sum, { state, usually }) => sum + (state === 'in-place' ? 0 : usually), 0),
    lastTook: last?.endedAt ? Math.max(0, Date.parse(last.endedAt) - Date.parse(last.startedAt)) : null,
    away: quiesced === true && last ? awayBy(await work.repositories.runs.get(last.id)) : null,
    shown,
  };
};

/** A scheduled backup is begun all the same: one whose passphrase only this console has is better than none. */
const unkept = (place: string): BackupGuard => ({ kind: 'passphrase', outcome: 'warn', message: `Nobody confirmed that the passphrase of ${place} was kept. Without it nobody can read the backups there once this console is gone.`, remedy: 'Have it shown again on the page Backups, and keep it where neither the server nor the console is.' });

/** How long the parts of an earlier backup took: for so long ClearML would be stopped. null: its run is gone, or does not tell. */
function awayBy(run: RunRecord | null): number | null {
  const took = partSteps.map((id) => run?.steps.find(({ stepId }) => stepId === id)?.attempts.findLast(({ exitCode }) => exitCode === 0));
  return took.every((attempt) => attempt?.endedAt != null) ? took.reduce((sum, attempt) => sum + Math.max(0, Date.parse(attempt?.endedAt ?? '') - Date.parse(attempt?.createdAt ?? '')), 0) : null;
}

function willDo(steps: readonly BackupStepLook[], directory: string): string[] {
  const isQuiesced = steps.some(({ id }) => id === stopStep);
  const planned = (id: string) => steps.some((step) => step.id === `backups/${id}` && step.state === 'planned');
  return [
    ...(planned('restic-installed') ? ["Installs restic from the system's packages; backups are stored by it."] : []),
    ...(planned('repository') ? [`Makes the repository in ${directory}, encrypted with its passphrase.`] : []),
    ...steps.flatMap(({ restarts }) => restarts),
    `Stores MongoDB, Elasticsearch, the configuration and the file server's files${isQuiesced ? '.' : ', and reads each of them back.'}`,
    ...(isQuiesced ? ['Starts exactly what was stopped and waits until it answers, also when a part fails or the backup is cancelled; then reads back what was stored.'] : []),
    `Writes the manifest last: with it the backup is complete. ${steps.some(({ restarts }) => restarts.length > 0) ? 'None' : 'ClearML goes on meanwhile, and none'} of its data is changed.`,
  ];
}
