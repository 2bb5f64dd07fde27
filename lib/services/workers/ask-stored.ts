import { GroundcrewError } from '@/lib/core/errors';
import { askFacts } from '@/lib/engine/ask';
import type { ServerFact } from '@/lib/facts/fact';
import { resticManifest } from '@/lib/facts/restic-manifest';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots, type ResticSnapshot } from '@/lib/facts/restic-snapshots';
import { storedOf, type Stored } from '@/lib/guide/backups/stored';
import { snapshotWith } from '@/lib/guide/backups/wanted';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { BackupSetRecord } from '@/lib/store/repositories/backup-sets';
import type { RunRecord } from '@/lib/store/repositories/run-record';
import { openBackupDestination, placeName } from '../find-backup-destination';
import type { RunContext } from './run-context';

/** What lies of a backup (its id is its run's) at a destination, as the server tells it now, and when the manifest there was written. Which repository it is, is noted. */
export async function askStored(context: RunContext, { id: set }: Pick<RunRecord, 'id'>, destination: BackupDestinationRecord): Promise<{ stored: Stored; manifest: BackupSetRecord['manifest']; at: string | null }> {
  const { directory, passphrase } = await openBackupDestination(context.work, destination);
  const repository = resticRepository(directory, passphrase);
  const list = resticSnapshots(directory, passphrase, set);
  const there = await ask(context, [repository, list]);
  const lies = there(repository);
  if (lies.state === 'there') await context.work.repositories.backupDestinations.noteRepository(destination.id, lies.id);
  const listed = there(list);
  // Where backups went before, no repository is no proof that nothing is stored: its disk may not be mounted.
  if (listed === undefined && destination.repositoryId !== null) throw new GroundcrewError({ code: 'remote', reason: 'backup.untold', message: `No repository lies at ${placeName(destination.place)} now: see whether its disk is mounted.` });
  const snapshots: readonly ResticSnapshot[] = listed ?? [];
  const last = snapshotWith(snapshots, 'source=manifest');
  if (last === undefined) return { stored: storedOf(set, snapshots, null), manifest: null, at: null };
  const written = resticManifest(directory, passphrase, last.id);
  const manifest = (await ask(context, [written]))(written);
  return { stored: storedOf(set, snapshots, manifest), manifest: manifest as BackupSetRecord['manifest'], at: last.time };
}

/** The values; what could not be told is an error. */
async function ask(context: RunContext, facts: readonly ServerFact<unknown>[]): Promise<<T>(fact: ServerFact<T>) => T> {
  const readings = await context.use((host) => askFacts(host, context.work.reach, facts));
  return <T>(fact: ServerFact<T>) => {
    const reading = readings.get(fact.id);
    if (reading?.readable !== true) throw new GroundcrewError({ code: 'remote', reason: 'backup.untold', message: context.redactor.redact(reading?.reason ?? 'The server gave no answer.') });
    return reading.value as T;
  };
}
