import type { Alert } from '@/lib/contract/alert';
import type { Database } from '../database';
import { deliveryRow, type NewDelivery } from './deliveries';

/** An alert as stored; times are milliseconds since 1970. */
export interface AlertRecord {
  readonly id: string;
  readonly serverId: string;
  readonly serverName: string;
  readonly check: string;
  readonly title: string;
  readonly chapter: string;
  readonly state: Alert['state'];
  readonly severity: Alert['severity'];
  readonly message: string;
  readonly actual: string | null;
  readonly wanted: string | null;
  readonly remedy: string | null;
  readonly causedBy: Alert['causedBy'];
  readonly since: number;
  readonly firedAt: number | null;
  readonly resolvedAt: number | null;
  readonly acknowledged: { readonly by: string; readonly at: number } | null;
  readonly snoozedUntil: number | null;
  /** Of a resolved one: its end is still to be told. */
  readonly silencedBy: string | null;
  /** JSON of what the fold keeps. */
  readonly memory: string;
  readonly flapping: boolean;
  readonly told: number;
}

export interface AlertChanges {
  readonly put: readonly AlertRecord[];
  /** Those that never fired leave nothing. */
  readonly remove: readonly string[];
  readonly deliveries: readonly NewDelivery[];
  /** Deliveries that still wait and are no longer to be sent. */
  readonly drop: readonly string[];
}

export interface AlertRepository {
  get(id: string): Promise<AlertRecord | null>;
  /** Pending and firing ones, and resolved ones whose end is still to be told; oldest first. */
  open(serverId: string): Promise<AlertRecord[]>;
  /** Newest first. `open`: pending and firing ones. */
  list(filter: { serverId?: string; state: 'open' | 'all'; limit: number }): Promise<AlertRecord[]>;
  /** The memory of the one of this check that resolved last, since `from`. */
  memoryBefore(serverId: string, check: string, from: number): Promise<string | null>;
  /** How many servers are to be watched: ClearML was installed, and watching was not switched off. */
  watchedServers(): Promise<number>;
  /** One transaction: alerts and what is to be told of them, or nothing. */
  commit(changes: AlertChanges, now: number): Promise<void>;
  /** Removes resolved ones that ended before. */
  prune(before: number): Promise<void>;
}

const include = { server: { select: { name: true } } } as const;
const openStates = ['pending', 'firing'];

export function createAlertRepository(database: Database): AlertRepository {
  const isOpen = { OR: [{ state: { in: openStates } }, { state: 'resolved', silencedBy: { not: null } }] };
  const orNull = (row: Row | null) => (row === null ? null : toRecord(row));
  return {
    get: async (id) => orNull(await database.alert.findUnique({ where: { id }, include })),
    open: async (serverId) => (await database.alert.findMany({ where: { serverId, ...isOpen }, include, orderBy: [{ since: 'asc' }, { id: 'asc' }] })).map(toRecord),
    list: async ({ serverId, state, limit }) =>
      (await database.alert.findMany({ where: { ...(serverId === undefined ? {} : { serverId }), ...(state === 'open' ? { state: { in: openStates } } : {}) }, include, orderBy: [{ since: 'desc' }, { id: 'desc' }], take: limit })).map(toRecord),
    memoryBefore: async (serverId, checkId, from) => (await database.alert.findFirst({ where: { serverId, checkId, state: 'resolved', resolvedAt: { gte: new Date(from) } }, orderBy: { resolvedAt: 'desc' }, select: { memory: true } }))?.memory ?? null,
    watchedServers: () => database.server.count({ where: { state: { in: ['installed', 'attention'] }, OR: [{ watch: null }, { watch: { isOn: true } }] } }),
    async commit({ put, remove, deliveries, drop }, now) {
      await database.$transaction([
        ...put.map((record) => {
          const { id, ...data } = toRow(record);
          return database.alert.upsert({ where: { id }, create: { id, ...data }, update: data });
        }),
        ...(remove.length > 0 ? [database.alert.deleteMany({ where: { id: { in: [...remove] } } })] : []),
        ...(drop.length > 0 ? [database.delivery.deleteMany({ where: { id: { in: [...drop] }, state: 'waiting' } })] : []),
        ...(deliveries.length > 0 ? [database.delivery.createMany({ data: deliveries.map((each) => deliveryRow(each, now)) })] : []),
      ]);
    },
    async prune(before) {
      await database.alert.deleteMany({ where: { state: 'resolved', silencedBy: null, resolvedAt: { lt: new Date(before) } } });
    },
  };
}

type Row = ReturnType<typeof toRow> & { server: { name: string } };

function toRow({ id, serverId, check, title, chapter, state, severity, message, actual, wanted, remedy, causedBy, since, firedAt, resolvedAt, acknowledged, snoozedUntil, silencedBy, memory, flapping, told }: AlertRecord) {
  return {
    id, serverId, checkId: check, title, chapter, state: state as string, severity: severity as string, message, actual, wanted, remedy, silencedBy, memory, flapping, told,
    causedBy: causedBy === null ? null : JSON.stringify(causedBy),
    since: new Date(since), firedAt: dateOrNull(firedAt), resolvedAt: dateOrNull(resolvedAt), snoozedUntil: dateOrNull(snoozedUntil),
    acknowledgedBy: acknowledged?.by ?? null, acknowledgedAt: dateOrNull(acknowledged?.at ?? null),
  };
}

function toRecord({ server, checkId, causedBy, since, firedAt, resolvedAt, snoozedUntil, acknowledgedBy, acknowledgedAt, state, severity, ...row }: Row): AlertRecord {
  return {
    ...row,
    serverName: server.name,
    check: checkId,
    state: state as Alert['state'],
    severity: severity as Alert['severity'],
    causedBy: causedBy === null ? null : readCause(causedBy),
    since: since.getTime(),
    firedAt: firedAt?.getTime() ?? null,
    resolvedAt: resolvedAt?.getTime() ?? null,
    snoozedUntil: snoozedUntil?.getTime() ?? null,
    acknowledged: acknowledgedBy === null || acknowledgedAt === null ? null : { by: acknowledgedBy, at: acknowledgedAt.getTime() },
  };
}

/** Before 0.2.0 was released no message was stored: the title named the cause. */
function readCause(json: string): Alert['causedBy'] {
  const { message, ...cause } = JSON.parse(json) as { check: string; title: string; message?: string };
  return { ...cause, message: message ?? cause.title };
}

const dateOrNull = (time: number | null): Date | null => (time === null ? null : new Date(time));
