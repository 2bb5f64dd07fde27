import type { HostKey, Server } from '@/lib/contract/server';
import type { Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { createHostKeyRepository } from './host-keys';
import { openSecret, sealSecret } from './sealed-columns';
import { iso, isoOrNull } from './times';

type Profile = Pick<Server, 'name' | 'address' | 'port' | 'login' | 'auth' | 'sudo'>;
export const credentialNames = ['password', 'privateKey', 'passphrase', 'sudoPassword'] as const;
export type CredentialName = (typeof credentialNames)[number];
/** null: there is none. */
export type Credentials = Readonly<Record<CredentialName, Secret | null>>;
/** undefined: stays as it is. */
export type CredentialChanges = Partial<Record<CredentialName, Secret | null>>;

/** A server's row without its credentials; `has` only says which exist. */
export interface ServerRecord extends Profile {
  readonly id: string;
  readonly has: Readonly<Record<CredentialName, boolean>>;
  /** The key that is pinned for its address and port. */
  readonly hostKey: HostKey | null;
  readonly state: Server['state'];
  readonly clearmlUrl: string | null;
  readonly verifiedAt: string | null;
  readonly lastSeenAt: string | null;
  /** JSON of what was found last time. */
  readonly lastFacts: string | null;
  readonly layoutOverride: string | null;
  readonly createdAt: string;
}

type Changes = Partial<Profile & Pick<ServerRecord, 'state' | 'clearmlUrl' | 'lastFacts' | 'layoutOverride'> & { verifiedAt: number | null; lastSeenAt: number | null }>;

export interface ServerRepository {
  list(): Promise<ServerRecord[]>;
  byName(name: string): Promise<ServerRecord | null>;
  byId(id: string): Promise<ServerRecord | null>;
  add(id: string, profile: Profile, credentials: CredentialChanges, now: number): Promise<ServerRecord>;
  edit(id: string, changes: Changes, credentials?: CredentialChanges): Promise<ServerRecord>;
  /** Whether a host key is pinned for this place, of whichever profile. */
  isPinned(place: Pick<Profile, 'address' | 'port'>): Promise<boolean>;
  /** Pins the host key for the server's address and port, in the place of any other. */
  pin(id: string, hostKey: HostKey): Promise<ServerRecord>;
  /** Forgets what was found on its machine, since it leads to another one now: state, facts, findings, overrides, plans. */
  forgetMachine(id: string): Promise<ServerRecord>;
  /** The pinned host key stays: who adds the address again meets the same pin. */
  remove(id: string): Promise<void>;
  /** Decrypted; call it only to connect and to feed the redactor. */
  credentials(id: string): Promise<Credentials>;
}

type Row = NonNullable<Awaited<ReturnType<Database['server']['findUnique']>>>;

export function createServerRepository(database: Database, encryption: Encryption): ServerRepository {
  const sealed = (id: string, changes: CredentialChanges) =>
    Object.fromEntries(
      credentialNames.flatMap((name) => {
        const value = changes[name];
        return value === undefined ? [] : [[`${name}Enc`, sealSecret(encryption, 'Server', `${name}Enc`, id, value)]];
      }),
    );
  const hostKeys = createHostKeyRepository(database);
  const complete = async (row: Row) => toRecord(row, await hostKeys.of(row));
  const orNull = (row: Row | null) => (row === null ? null : complete(row));
  return {
    async list() {
      const rows = await database.server.findMany({ orderBy: { name: 'asc' } });
      const hostKeyOf = await hostKeys.lookup();
      return rows.map((row) => toRecord(row, hostKeyOf(row)));
    },
    byName: async (name) => orNull(await database.server.findUnique({ where: { name } })),
    byId: async (id) => orNull(await database.server.findUnique({ where: { id } })),
    add: async (id, profile, credentials, now) => complete(await database.server.create({ data: { id, ...profile, ...sealed(id, credentials), createdAt: new Date(now) } })),
    async edit(id, { verifiedAt, lastSeenAt, ...plain }, credentials = {}) {
      const data = {
        ...plain,
        ...sealed(id, credentials),
        ...(verifiedAt === undefined ? {} : { verifiedAt: verifiedAt === null ? null : new Date(verifiedAt) }),
        ...(lastSeenAt === undefined ? {} : { lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt) }),
      };
      return complete(await database.server.update({ where: { id }, data }));
    },
    isPinned: async (place) => (await hostKeys.of(place)) !== null,
    async pin(id, hostKey) {
      const row = await database.server.findUniqueOrThrow({ where: { id } });
      await hostKeys.pin(row, hostKey);
      return toRecord(row, hostKey);
    },
    async forgetMachine(id) {
      const where = { serverId: id };
      const data = { state: 'new', clearmlUrl: null, verifiedAt: null, lastSeenAt: null, lastFacts: null };
      const [row] = await database.$transaction([
        database.server.update({ where: { id }, data }),
        database.checkup.deleteMany({ where }),
        database.override.deleteMany({ where }),
        database.plan.deleteMany({ where }),
      ]);
      return complete(row);
    },
    async remove(id) {
      await database.server.delete({ where: { id } });
    },
    async credentials(id) {
      const row = await database.server.findUniqueOrThrow({ where: { id } });
      const open = (name: CredentialName) => openSecret(encryption, 'Server', `${name}Enc`, id, row[`${name}Enc`]);
      return { password: open('password'), privateKey: open('privateKey'), passphrase: open('passphrase'), sudoPassword: open('sudoPassword') };
    },
  };
}

function toRecord(row: Row, hostKey: HostKey | null): ServerRecord {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    port: row.port,
    login: row.login,
    auth: row.auth as Server['auth'],
    sudo: row.sudo as Server['sudo'],
    has: { password: row.passwordEnc !== null, privateKey: row.privateKeyEnc !== null, passphrase: row.passphraseEnc !== null, sudoPassword: row.sudoPasswordEnc !== null },
    hostKey,
    state: row.state as Server['state'],
    clearmlUrl: row.clearmlUrl,
    verifiedAt: isoOrNull(row.verifiedAt),
    lastSeenAt: isoOrNull(row.lastSeenAt),
    lastFacts: row.lastFacts,
    layoutOverride: row.layoutOverride,
    createdAt: iso(row.createdAt),
  };
}
