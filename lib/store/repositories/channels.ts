import type { ChannelKind } from '@/lib/contract/channel';
import { secret, type Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';

export type PlainSetting = string | number | boolean | readonly string[];

/** What a kind of channel needs, its secrets apart. */
export interface ChannelTarget {
  readonly kind: ChannelKind;
  readonly settings: Readonly<Record<string, PlainSetting>>;
  readonly secrets: Readonly<Record<string, Secret>>;
}

export interface ChannelRecord {
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
  readonly least: 'warn' | 'fail';
  /** Names; null: all. */
  readonly servers: readonly string[] | null;
  readonly quiet: { readonly from: string; readonly to: string; readonly zone: string } | null;
  readonly weeklyTest: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly lastTestAt: number | null;
  readonly target: ChannelTarget;
}

export interface ChannelRepository {
  /** By name. */
  list(): Promise<ChannelRecord[]>;
  get(id: string): Promise<ChannelRecord | null>;
  put(channel: Omit<ChannelRecord, 'createdAt' | 'lastTestAt'>, now: number): Promise<ChannelRecord>;
  /** False: there is none of that id. What waits for it goes with it. */
  remove(id: string): Promise<boolean>;
  noteTest(id: string, now: number): Promise<void>;
  /** A server has another name. */
  renameServer(name: string, to: string): Promise<void>;
}

const place = (row: string) => ({ table: 'Channel', column: 'settingsEnc', row });

export function createChannelRepository(database: Database, encryption: Encryption): ChannelRepository {
  const seal = (id: string, { settings, secrets }: ChannelTarget) => encryption.encrypt(secret(JSON.stringify({ settings, secrets: Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, value.reveal()])) })), place(id));
  const toRecord = (row: Row): ChannelRecord => {
    const { settings, secrets } = JSON.parse(encryption.decrypt(row.settingsEnc, place(row.id)).reveal()) as { settings: Record<string, PlainSetting>; secrets: Record<string, string> };
    return {
      id: row.id, name: row.name, isOn: row.isOn, least: row.least as ChannelRecord['least'], weeklyTest: row.weeklyTest,
      servers: row.servers === null ? null : (JSON.parse(row.servers) as string[]),
      quiet: row.quiet === null ? null : (JSON.parse(row.quiet) as ChannelRecord['quiet']),
      createdAt: row.createdAt.getTime(),
      lastTestAt: row.lastTestAt?.getTime() ?? null,
      target: { kind: row.kind as ChannelKind, settings, secrets: Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, secret(value)])) },
    };
  };
  return {
    list: async () => (await database.channel.findMany({ orderBy: { name: 'asc' } })).map(toRecord),
    async get(id) {
      const row = await database.channel.findUnique({ where: { id } });
      return row === null ? null : toRecord(row);
    },
    async put({ id, name, isOn, least, servers, quiet, weeklyTest, target }, now) {
      const data = { name, isOn, least, weeklyTest, kind: target.kind, servers: servers && JSON.stringify(servers), quiet: quiet && JSON.stringify(quiet), settingsEnc: seal(id, target) };
      return toRecord(await database.channel.upsert({ where: { id }, create: { id, ...data, createdAt: new Date(now) }, update: data }));
    },
    remove: async (id) => (await database.channel.deleteMany({ where: { id } })).count > 0,
    async noteTest(id, now) {
      await database.channel.updateMany({ where: { id }, data: { lastTestAt: new Date(now) } });
    },
    async renameServer(name, to) {
      for (const { id, servers } of await database.channel.findMany({ where: { servers: { not: null } }, select: { id: true, servers: true } })) {
        const names = JSON.parse(servers ?? '[]') as string[];
        if (names.includes(name)) await database.channel.update({ where: { id }, data: { servers: JSON.stringify(names.map((each) => (each === name ? to : each))) } });
      }
    },
  };
}

type Row = NonNullable<Awaited<ReturnType<Database['channel']['findUnique']>>>;
