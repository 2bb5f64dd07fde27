import { isGroundcrewError } from '@/lib/core/errors';
import { askFacts } from '@/lib/engine/ask';
import { resticRepository, type ResticRepository } from '@/lib/facts/restic-repository';
import { ownLocksFreed } from '@/lib/guide/backups/free-repository';
import { openBackupDestination, placeName } from '../find-backup-destination';
import type { Snapshot } from '../inputs';
import type { RunContext } from './run-context';
import type { EndState } from './run-next';

/**
 * Removes what a killed restic of this server still locks where another server's backup was drilled: for the one that backs up there it is
 * held for ever, by somebody whom it can't judge. Locks of others stay. Answers what became of it, in a sentence; null: there was none.
 * Rejects as the connection does when a run whose steps are all done can't ask.
 */
export async function unlockDrilled(context: RunContext, { destination: id, set }: NonNullable<Snapshot['drill']>, state: EndState): Promise<string | null> {
  const { work, serverId, redactor } = context;
  const found = (await work.repositories.backupDestinations.of(serverId)).find((each) => each.id === id);
  if (found === undefined) return null;
  const wanted = { set, destination: { ...(await openBackupDestination(work, found)), repositoryId: found.repositoryId } };
  const fact = resticRepository(wanted.destination.directory, wanted.destination.passphrase);
  const place = placeName(found.place);
  const look = async (): Promise<ResticRepository | string> => {
    const reading = (await context.use((host) => askFacts(host, work.reach, [fact]))).get(fact.id);
    return reading?.readable === true ? (reading.value as ResticRepository) : (reading?.reason ?? 'The server gave no answer.');
  };
  const unknown = (why: string) => `It is not known whether the drill has left a lock at ${place}, for which backups there would wait: ${redactor.redact(why)}`;
  try {
    const before = await look();
    if (typeof before === 'string') return unknown(before);
    if (!hasOwn(before)) return null;
    await context.use((host) => host.ask(ownLocksFreed(before, wanted), { timeout: 320_000 }));
    const after = await look();
    if (typeof after === 'string') return unknown(after);
    return hasOwn(after) ? `A lock that the drill has left at ${place} could not be removed, and backups there wait for it. Remove it on this server: "restic -r ${wanted.destination.directory} unlock".` : `The lock that the drill had left at ${place} was removed.`;
  } catch (error) {
    if (!isGroundcrewError(error) || state === 'done') throw error;
    return unknown(error.message);
  }
}

const hasOwn = (repository: ResticRepository): boolean => repository.state === 'there' && repository.locks.some(({ isGone }) => isGone);
