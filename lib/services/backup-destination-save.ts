import { directoryProblem, secretMissing, type BackupPlace } from '@/lib/contract/backup-destination';
import { holderOf, needsSecret, repositoryAt } from '@/lib/contract/backup-place';
import type { SecretInput } from '@/lib/contract/fields';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { generatePassword } from '@/lib/core/password';
import { secret, type Secret } from '@/lib/core/secret';
import { openingOf } from '@/lib/guide/backups/opening';
import { ownDirectories } from '@/lib/guide/own-directories';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { refuseUnlessItOpens } from './backup-passphrase';
import { whyNoScheduledCopy } from './backup-copy-to';
import { findBackupDestination, placeName, refuseDuringBackup, viewBackupDestination } from './find-backup-destination';
import { findServer } from './find-server';
import { buildInputs, takeSnapshot } from './inputs';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

export const saveBackupDestination: Implementation<'backup-destination.save'> = async (context, { server: name, destination: { id, place, passphrase: input, secret: key, holdsBackups } }) => {
  const { resources, clock } = context;
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { backupDestinations } = work.repositories;
  context.auditNote = placeName(place);
  const before = id === null ? null : await findBackupDestination(work, server, id);
  if (place.kind === 'directory') await refuseOwnDirectory(work, server, place.path);
  await refuseDuringBackup(work, server);
  const made = input.action === 'make' ? generatePassword(resources.random) : null;
  const given = input.action === 'set' ? input.value : made;
  const kept = await placeSecret(work, before, place, key);
  if (before === null) {
    if (given === null) throw new GroundcrewError({ code: 'invalid_input', field: 'destination.passphrase', reason: 'backup.no-passphrase', message: 'Enter a passphrase, or have one made.' });
    const added = newId(resources.random);
    // What lies elsewhere is tried at once: whether it lets the server in shows nowhere else.
    const opens = place.kind !== 'directory' || holdsBackups;
    const lies = opens ? await refuseUnlessItOpens(work, server, { ...openingOf(place, secret(given), kept), kind: place.kind, repositoryId: null, mustLie: holdsBackups }) : null;
    await backupDestinations.add({ id: added, serverId: server.id, place }, secret(given), clock.now(), kept);
    // From now on no other is taken for it, nor is another passphrase made.
    if (holdsBackups && lies !== null) await backupDestinations.noteRepository(added, lies);
    // Whoever types what opens them has it.
    if (holdsBackups) await backupDestinations.noteKept(added, given, clock.now());
    return { destination: viewBackupDestination(await findBackupDestination(work, server, added)), made };
  }
  await refuseToPart(work, server, { id: before.id, place, secret: kept });
  // What is known of its backups goes along, so the same repository must lie at another place, too.
  const { repositoryId } = before;
  const isMoved = repositoryAt(before.place) !== repositoryAt(place) && repositoryId !== null;
  const opensAnew = place.kind !== 'directory' && (key.action !== 'keep' || JSON.stringify(place) !== JSON.stringify(before.place));
  const passphrase = given === null ? await backupDestinations.passphrase(before.id) : secret(given);
  if (given !== null || isMoved || opensAnew) await refuseUnlessItOpens(work, server, { ...openingOf(place, passphrase, kept), kind: place.kind, repositoryId });
  await backupDestinations.edit(before.id, { place, secret: kept, ...(given === null ? {} : { passphrase: secret(given) }) });
  if (isMoved) await backupDestinations.noteRepository(before.id, repositoryId);
  return { destination: viewBackupDestination(await findBackupDestination(work, server, before.id)), made };
};

async function refuseOwnDirectory(work: Work, server: ServerRecord, path: string): Promise<void> {
  const problem = directoryProblem(path, ownDirectories(buildInputs(await takeSnapshot(work, server))));
  if (problem !== null) throw new GroundcrewError({ code: 'invalid_input', field: 'destination.place.path', reason: 'backup.directory', message: problem });
}

/** Between which the schedule copies, where it could not any more. What it can't do already may be mended one by one. */
async function refuseToPart(work: Work, server: ServerRecord, changed: { readonly id: string; readonly place: BackupPlace; readonly secret: Secret | null }): Promise<void> {
  const [record, places] = await Promise.all([work.repositories.backupSchedules.get(server.id), work.repositories.backupDestinations.of(server.id)]);
  const message = (await whyNoScheduledCopy(work, record?.schedule, places)) === null ? await whyNoScheduledCopy(work, record?.schedule, places, changed) : null;
  if (message !== null) throw new GroundcrewError({ code: 'conflict', reason: 'backup.copy-to', message: `The schedule copies each backup from one of its destinations to the other, and could not any more. ${message} Nothing was changed.`, remedy: 'To give both another key, choose no copy in the schedule first, change both, then choose the copy again.' });
}

/** What the place asks for, as it will be. A stored one goes to nobody else than before: who asks for it there is another. */
async function placeSecret({ repositories }: Work, before: BackupDestinationRecord | null, place: BackupPlace, input: SecretInput): Promise<Secret | null> {
  if (input.action === 'set' && input.value !== '') return secret(input.value);
  if (!needsSecret(place)) return null;
  const isSame = input.action === 'keep' && before !== null && holderOf(before.place) === holderOf(place);
  const kept = isSame ? await repositories.backupDestinations.secret(before.id) : null;
  if (kept === null) throw new GroundcrewError({ code: 'invalid_input', field: 'destination.secret', reason: 'backup.no-secret', message: secretMissing[place.kind] });
  return kept;
}
