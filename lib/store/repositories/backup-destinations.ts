import { backupPlace, resticRepositoryId, type BackupDestination, type BackupPlace } from '@/lib/contract/backup-destination';
import { repositoryAt } from '@/lib/contract/backup-place';
import { GroundcrewError } from '@/lib/core/errors';
import type { Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { readColumn } from './backup-columns';
import { iso, isoOrNull } from './times';

/** A destination without its passphrase, which each of them has, and without what its place asks for besides. */
export interface BackupDestinationRecord extends Readonly<Omit<BackupDestination, 'passphrase'>> {
  readonly serverId: string;
}

export interface BackupDestinationRepository {
  /** In the order in which they were added; without those that this version does not understand. */
  of(serverId: string): Promise<BackupDestinationRecord[]>;
  /** Of whichever server, those where this repository of restic is known to lie, likewise. */
  ofRepository(repositoryId: string): Promise<BackupDestinationRecord[]>;
  /** Throws GroundcrewError `conflict` (reason `backup.same-place`) when backups of this server go there already. */
  add(destination: Pick<BackupDestinationRecord, 'id' | 'serverId' | 'place'>, passphrase: Secret, now: number, secret?: Secret | null): Promise<void>;
  /**
   * undefined: stays as it is; a `secret` that is null is removed. At another place another repository may lie: the known one is forgotten. Throws as `add` does.
   * A new passphrase must have opened the repository before: with the old one gone, nothing else opens what lies there. That somebody has kept the old one says nothing of it.
   */
  edit(id: string, changes: { readonly place?: BackupPlace; readonly passphrase?: Secret; readonly secret?: Secret | null }): Promise<void>;
  /** False: there is none of that id. What is known of its backups goes with it; they themselves stay where they are. */
  remove(id: string): Promise<boolean>;
  /** Decrypted; call it only to open the repository. */
  passphrase(id: string): Promise<Secret>;
  /** Somebody has kept this passphrase. False: it is another one by now, or there is none of that id. */
  noteKept(id: string, passphrase: string, now: number): Promise<boolean>;
  /** What the place itself asks for, decrypted (contract/backup-place.ts); null: there is none. */
  secret(id: string): Promise<Secret | null>;
  /** All of a server's, with what their places ask for, also of destinations that this version does not understand; for the redactor. */
  passphrases(serverId: string): Promise<Secret[]>;
  /** Throws GroundcrewError `remote` when it is no identifier, and `conflict` (reason `backup.other-repository`) when another one was there before. */
  noteRepository(id: string, repositoryId: string): Promise<void>;
}

type Row = NonNullable<Awaited<ReturnType<Database['backupDestination']['findUnique']>>>;

export function createBackupDestinationRepository(database: Database, encryption: Encryption): BackupDestinationRepository {
  const seat = (row: string, column = 'passphraseEnc') => ({ table: 'BackupDestination', column, row });
  const open = ({ id, passphraseEnc }: Pick<Row, 'id' | 'passphraseEnc'>) => encryption.decrypt(passphraseEnc, seat(id));
  const openSecret = ({ id, secretEnc }: Pick<Row, 'id' | 'secretEnc'>) => (secretEnc === null ? null : encryption.decrypt(secretEnc, seat(id, 'secretEnc')));
  const seal = (id: string, secret: Secret | null) => (secret === null ? null : encryption.encrypt(secret, seat(id, 'secretEnc')));
  const refuseTaken = async (serverId: string, place: BackupPlace, but: string) => {
    const others = (await inOrder(serverId)).flatMap(toRecord).filter((each) => each.id !== but);
    if (others.some((each) => repositoryAt(each.place) === repositoryAt(place))) throw taken();
  };
  const ordered = (where: { serverId: string } | { repositoryId: string }) => database.backupDestination.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  const inOrder = (serverId: string) => ordered({ serverId });
  return {
    of: async (serverId) => (await inOrder(serverId)).flatMap(toRecord),
    ofRepository: async (repositoryId) => (await ordered({ repositoryId })).flatMap(toRecord),
    async add({ id, serverId, place }, passphrase, now, secret = null) {
      await refuseTaken(serverId, place, id);
      await unlessTaken(database.backupDestination.create({ data: { id, serverId, ...toColumns(place), passphraseEnc: encryption.encrypt(passphrase, seat(id)), secretEnc: seal(id, secret), createdAt: new Date(now) } }));
    },
    async edit(id, { place, passphrase, secret }) {
      const before = await database.backupDestination.findUniqueOrThrow({ where: { id } });
      if (place !== undefined) await refuseTaken(before.serverId, place, id);
      const [known] = toRecord(before);
      // Another key of the same host, or of the same bucket, is no other place.
      const isElsewhere = place !== undefined && (known === undefined || repositoryAt(known.place) !== repositoryAt(place));
      const data = { ...(place === undefined ? {} : toColumns(place)), ...(isElsewhere ? { repositoryId: null } : {}), ...(passphrase === undefined ? {} : { passphraseEnc: encryption.encrypt(passphrase, seat(id)), ...(open(before).reveal() === passphrase.reveal() ? {} : { passphraseKeptAt: null }) }), ...(secret === undefined ? {} : { secretEnc: seal(id, secret) }) };
      await unlessTaken(database.backupDestination.update({ where: { id }, data }));
    },
    remove: async (id) => (await database.backupDestination.deleteMany({ where: { id } })).count > 0,
    passphrase: async (id) => open(await database.backupDestination.findUniqueOrThrow({ where: { id } })),
    async noteKept(id, passphrase, now) {
      const row = await database.backupDestination.findUnique({ where: { id } });
      if (row === null || open(row).reveal() !== passphrase) return false;
      return (await database.backupDestination.updateMany({ where: { id, passphraseEnc: row.passphraseEnc }, data: { passphraseKeptAt: new Date(now) } })).count > 0;
    },
    secret: async (id) => openSecret(await database.backupDestination.findUniqueOrThrow({ where: { id } })),
    passphrases: async (serverId) => (await inOrder(serverId)).flatMap((row) => [open(row), openSecret(row) ?? []].flat()),
    async noteRepository(id, repositoryId) {
      if (!resticRepositoryId.safeParse(repositoryId).success) throw new GroundcrewError({ code: 'remote', reason: 'backup.no-repository', message: 'The server did not say which repository lies at the destination.', remedy: 'Look at the output of the run, then try again.' });
      const { count } = await database.backupDestination.updateMany({ where: { id, OR: [{ repositoryId: null }, { repositoryId }] }, data: { repositoryId } });
      if (count > 0) return;
      await database.backupDestination.findUniqueOrThrow({ where: { id } });
      throw new GroundcrewError({ code: 'conflict', reason: 'backup.other-repository', message: 'At the destination lies another repository than the one to which the backups went before.', remedy: 'See whether the right disk is mounted there. If the other repository is meant, remove the destination and add it again.' });
    },
  };
}

const toColumns = (place: BackupPlace): Pick<Row, 'kind' | 'place'> => ({ kind: place.kind, place: JSON.stringify(place) });

function toRecord({ id, serverId, kind, place: json, secretEnc, repositoryId, passphraseKeptAt, createdAt }: Row): BackupDestinationRecord[] {
  const place = readColumn(backupPlace, json);
  return place?.kind === kind ? [{ id, serverId, place, secret: { isSet: secretEnc !== null }, repositoryId, passphraseKeptAt: isoOrNull(passphraseKeptAt), createdAt: iso(createdAt) }] : [];
}

/** Two destinations at one place would take turns at one repository, each with a passphrase of its own. */
async function unlessTaken(writing: Promise<unknown>): Promise<void> {
  await writing.catch((cause: unknown) => {
    if ((cause as { code?: string }).code !== 'P2002') throw cause;
    throw taken(cause);
  });
}

const taken = (cause?: unknown) => new GroundcrewError({ code: 'conflict', reason: 'backup.same-place', message: 'Backups of this server go there already. Nothing was saved.', remedy: 'Enter another place, or edit the destination that is there.', cause });
