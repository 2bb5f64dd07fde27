import { createHash } from 'node:crypto';
import { guideThresholds, thresholds, type Thresholds } from '@/lib/contract/watch';
import type { Secret } from '@/lib/core/secret';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { openSecret, sealSecret } from './sealed-columns';

/** How one server is watched. */
export interface WatchRecord {
  readonly isOn: boolean;
  readonly thresholds: Thresholds;
  /** ClearML's API key; the access key is empty where none was entered. */
  readonly accessKey: string;
  readonly secretKey: Secret | null;
}

export interface WatchRepository {
  /** Of a server that nobody changed: on, with the guide's thresholds. */
  get(serverId: string): Promise<WatchRecord>;
  put(serverId: string, record: WatchRecord): Promise<void>;
  /** Another one after each change of what probes are given (profile, files, settings, watching, backups) and of what must not be shown (passphrases of backups); null: the server was removed. */
  stamp(serverId: string): Promise<string | null>;
  /** Items of drift that a person took over: item to what it may be. */
  taken(serverId: string): Promise<ReadonlyMap<string, string>>;
}

export function createWatchRepository(database: Database, encryption: Encryption): WatchRepository {
  return {
    async get(serverId) {
      const row = await database.watch.findUnique({ where: { serverId } });
      if (row === null) return { isOn: true, thresholds: guideThresholds, accessKey: '', secretKey: null };
      return { isOn: row.isOn, thresholds: readThresholds(row.thresholds), accessKey: row.accessKey, secretKey: openSecret(encryption, 'Watch', 'secretKeyEnc', serverId, row.secretKeyEnc) };
    },
    async put(serverId, { isOn, accessKey, secretKey, thresholds: chosen }) {
      const data = { isOn, accessKey, thresholds: JSON.stringify(different(chosen)), secretKeyEnc: sealSecret(encryption, 'Watch', 'secretKeyEnc', serverId, secretKey) };
      await database.watch.upsert({ where: { serverId }, create: { serverId, ...data }, update: data });
    },
    async stamp(serverId) {
      const [row] = await database.$queryRaw<unknown[]>`SELECT "name", "address", "port", "login", "auth", "sudo", "passwordEnc", "privateKeyEnc", "passphraseEnc", "sudoPasswordEnc", "state", "layoutOverride",
        (SELECT json_group_array(json_array("slot", "sha256", "savedAt")) FROM "Material" WHERE "serverId" = s."id") AS "materials",
        (SELECT "jsonEnc" FROM "Settings" WHERE "serverId" = s."id") AS "settings",
        (SELECT json_array("thresholds", "accessKey", "secretKeyEnc") FROM "Watch" WHERE "serverId" = s."id") AS "watch",
        (SELECT json_group_array(json_array("item", "taken")) FROM "Drift" WHERE "serverId" = s."id" AND "taken" IS NOT NULL) AS "drift",
        (SELECT json_group_array(json_array("id", "passphraseEnc", "secretEnc")) FROM "BackupDestination" WHERE "serverId" = s."id") AS "destinations",
        (SELECT json_array("schedule", "limits", "setAt", "drill", "drillSetAt", "drillSkippedAt") FROM "BackupSchedule" WHERE "serverId" = s."id") AS "schedule",
        (SELECT json_group_array(json_array("id", "state", "startedAt", "endedAt", "provenAt", "bytes")) FROM "BackupSet" WHERE "serverId" = s."id") AS "sets",
        (SELECT MAX("dueAt") FROM "BackupSkip" WHERE "serverId" = s."id") AS "skipped",
        (SELECT json_array(COUNT(*), MAX("endedAt")) FROM "BackupDrill" WHERE "serverId" = s."id") AS "drills"
        FROM "Server" s WHERE s."id" = ${serverId}`;
      return row === undefined ? null : createHash('sha256').update(JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).digest('hex');
    },
    async taken(serverId) {
      const rows = await database.drift.findMany({ where: { serverId, taken: { not: null } }, select: { item: true, taken: true } });
      return new Map(rows.map(({ item, taken }) => [item, taken ?? '']));
    },
  };
}

/** Only what differs is stored, so that a guide that changes its mind is followed. */
function different(chosen: Thresholds): Partial<Thresholds> {
  return Object.fromEntries(Object.entries(chosen).filter(([name, value]) => value !== guideThresholds[name as keyof Thresholds]));
}

/** A value that this release does not take any more gives way to the guide's. */
function readThresholds(json: string): Thresholds {
  const stored = JSON.parse(json) as Record<string, unknown>;
  const good = Object.entries(stored).filter(([name, value]) => Object.hasOwn(thresholds.shape, name) && thresholds.shape[name as keyof Thresholds].safeParse(value).success);
  return thresholds.parse({ ...guideThresholds, ...Object.fromEntries(good) });
}
