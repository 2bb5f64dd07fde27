import type { HostKey, Server } from '@/lib/contract/server';
import type { Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
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

type Changes = Partial<Profile & Pick<ServerRecord, 'state' | 'clearmlUrl' | 'lastFacts' | 'layoutOverride'> & { hostKey: HostKey | null; verifiedAt: number | null; lastSeenAt: number | null }>;

export interface ServerRepository {
  list(): Promise<ServerRecord[]>;
  byName(name: string): Promise<ServerRecord | null>;
  byId(id: string): Promise<ServerRecord | null>;
  add(id: string, profile: Profile, credentials: CredentialChanges, now: number): Promise<ServerRecord>;
  edit(id: string, changes: Changes, credentials?: CredentialChanges): Promise<ServerRecord>;
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
  return {
    list: async () => (await database.server.findMany({ orderBy: { name: 'asc' } })).map(toRecord),
    byName: async (name) => orNull(await database.server.findUnique({ where: { name } })),
    byId: async (id) => orNull(await database.server.findUnique({ where: { id } })),
    add: async (id, profile, credentials, now) => toRecord(await database.server.create({ data: { id, ...profile, ...sealed(id, credentials), createdAt: new Date(now) } })),
    async edit(id, { hostKey, verifiedAt, lastSeenAt, ...plain }, credentials = {}) {
      const data = {
        ...plain,
        ...sealed(id, credentials),
        ...(hostKey === undefined ? {} : { hostKeyAlgorithm: hostKey?.algorithm ?? null, hostKeySha256: hostKey?.sha256 ?? null }),
        ...(verifiedAt === undefined ? {} : { verifiedAt: verifiedAt === null ? null : new Date(verifiedAt) }),
        ...(lastSeenAt === undefined ? {} : { lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt) }),
      };
      return toRecord(await database.server.update({ where: { id }, data }));
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

const orNull = (row: Row | null) => (row === null ? null : toRecord(row));

function toRecord(row: Row): ServerRecord {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    port: row.port,
    login: row.login,
    auth: row.auth as Server['auth'],
    sudo: row.sudo as Server['sudo'],
    has: { password: row.passwordEnc !== null, privateKey: row.privateKeyEnc !== null, passphrase: row.passphraseEnc !== null, sudoPassword: row.sudoPasswordEnc !== null },
    hostKey: row.hostKeyAlgorithm !== null && row.hostKeySha256 !== null ? { algorithm: row.hostKeyAlgorithm, sha256: row.hostKeySha256 } : null,
    state: row.state as Server['state'],
    clearmlUrl: row.clearmlUrl,
    verifiedAt: isoOrNull(row.verifiedAt),
    lastSeenAt: isoOrNull(row.lastSeenAt),
    lastFacts: row.lastFacts,
    layoutOverride: row.layoutOverride,
    createdAt: iso(row.createdAt),
  };
}
