import type { BackupLook, BackupStepLook } from '@/lib/contract/backup-look';
import { isComplete, newestFirst } from '@/lib/engine/backup-sets';
import { beforeBackup } from './backup-guard';
import { findBackupDestination, placeName } from './find-backup-destination';
import { findServer } from './find-server';
import { takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf } from './work';

/** Nothing happens that was not shown first: what a backup would do now, and what stands against it. */
export const lookAtBackup: Implementation<'backup.look'> = async ({ resources, clock }, { server: name, destination: id }): Promise<BackupLook> => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const destination = await findBackupDestination(work, server, id);
  work.connections.forgive(server.id);
  const { guard, blockers, steps, shown } = await beforeBackup(work, server, destination, await takeSnapshot(work, server));
  const [last] = newestFirst(await work.repositories.backupSets.of(server.id, 50)).filter((set) => isComplete(set) && 'destinationId' in set && set.destinationId === id);
  const open = await work.repositories.runs.openOf(server.id);
  return {
    askedAt: new Date(clock.now()).toISOString(),
    destination: id,
    will: willDo(steps, placeName(destination.place)),
    guard,
    blockers: [...(open ? ['Another run is open on this server. Let it end, or cancel it.'] : []), ...blockers],
    steps,
    usually: steps.reduce((sum, { state, usually }) => sum + (state === 'in-place' ? 0 : usually), 0),
    lastTook: last?.endedAt ? Math.max(0, Date.parse(last.endedAt) - Date.parse(last.startedAt)) : null,
    shown,
  };
};

function willDo(steps: readonly BackupStepLook[], directory: string): string[] {
  const planned = (id: string) => steps.some((step) => step.id === `backups/${id}` && step.state === 'planned');
  return [
    ...(planned('restic-installed') ? ["Installs restic from the system's packages; backups are stored by it."] : []),
    ...(planned('repository') ? [`Makes the repository in ${directory}, encrypted with its passphrase.`] : []),
    ...steps.flatMap(({ restarts }) => restarts),
    'Stores MongoDB, Elasticsearch, the configuration and the file server\'s files, and reads each of them back.',
    'Writes the manifest last: with it the backup is complete. ClearML goes on meanwhile, and none of its data is changed.',
  ];
}
