import type { Inputs } from '@/lib/guide/inputs';
import type { Snapshot } from '../inputs';
import type { Work } from '../work';

/** What the steps of a backup are given besides: the set, which has the run's id, and its destination with the passphrase. Empty of other runs, and once the destination was removed. */
export async function wantedBackup({ repositories }: Work, run: string, serverId: string, { destination: id }: Snapshot): Promise<Pick<Inputs, 'backup'>> {
  const destination = id === undefined ? undefined : (await repositories.backupDestinations.of(serverId)).find((each) => each.id === id);
  if (destination === undefined) return {};
  const { place, repositoryId } = destination;
  return { backup: { set: run, destination: { directory: place.path, passphrase: await repositories.backupDestinations.passphrase(destination.id), repositoryId } } };
}
