import type { Database } from '../database';

export type DeliveryKind = 'fire' | 'worse' | 'reminder' | 'resolve' | 'test';

/** One message to one channel; times are milliseconds since 1970. */
export interface DeliveryRecord {
  readonly id: string;
  readonly channelId: string;
  readonly channelName: string;
  readonly alertId: string | null;
  readonly kind: DeliveryKind;
  readonly what: string;
  /** JSON of the message, without secrets. */
  readonly message: string;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly attempts: number;
  readonly createdAt: number;
  readonly nextAt: number | null;
  readonly endedAt: number | null;
  readonly answer: string | null;
}

/** `nextAt`: not before. */
export type NewDelivery = Pick<DeliveryRecord, 'id' | 'channelId' | 'alertId' | 'kind' | 'what' | 'message'> & { readonly nextAt: number; readonly answer?: string };

/** As a row that waits. */
export function deliveryRow({ nextAt, ...rest }: NewDelivery, now: number) {
  return { ...rest, state: 'waiting', createdAt: new Date(now), nextAt: new Date(nextAt) };
}

type Outcome = Pick<DeliveryRecord, 'state' | 'attempts' | 'nextAt' | 'endedAt' | 'answer'>;

export interface DeliveryRepository {
  add(delivery: NewDelivery, now: number): Promise<void>;
  /** One transaction: what is to be told, and the setting of the console by which it is known that it was. */
  queue(deliveries: readonly NewDelivery[], noted: { key: string; json: string }, now: number): Promise<void>;
  /** One that was sent past the queue, with what became of it. */
  addEnded(delivery: NewDelivery, outcome: Outcome, now: number): Promise<DeliveryRecord>;
  /** Those that wait, oldest first, 500 at most. */
  waiting(channelId?: string): Promise<DeliveryRecord[]>;
  /** All of these alerts that were not given up, oldest first. */
  ofAlerts(alertIds: readonly string[]): Promise<Pick<DeliveryRecord, 'id' | 'channelId' | 'alertId' | 'kind' | 'state' | 'attempts' | 'answer'>[]>;
  /** Newest first. */
  list(filter: { channelId?: string; limit: number }): Promise<DeliveryRecord[]>;
  /** What became of one attempt; nothing when it no longer waits. */
  note(id: string, outcome: Outcome): Promise<void>;
  remove(id: string): Promise<void>;
  /** Gives up what waits for this channel. */
  giveUp(channelId: string, answer: string, now: number): Promise<void>;
  /** Removes what ended before. */
  prune(before: number): Promise<void>;
}

const include = { channel: { select: { name: true } } } as const;

export function createDeliveryRepository(database: Database): DeliveryRepository {
  return {
    async add(delivery, now) {
      await database.delivery.create({ data: deliveryRow(delivery, now) });
    },
    async queue(deliveries, { key, json }, now) {
      await database.$transaction([
        database.consoleSetting.upsert({ where: { key }, create: { key, json }, update: { json } }),
        ...(deliveries.length > 0 ? [database.delivery.createMany({ data: deliveries.map((each) => deliveryRow(each, now)) })] : []),
      ]);
    },
    async addEnded({ nextAt: _nextAt, ...rest }, { nextAt, endedAt, ...outcome }, now) {
      return toRecord(await database.delivery.create({ data: { ...rest, ...outcome, createdAt: new Date(now), nextAt: nextAt === null ? null : new Date(nextAt), endedAt: endedAt === null ? null : new Date(endedAt) }, include }));
    },
    waiting: async (channelId) => (await database.delivery.findMany({ where: { state: 'waiting', channelId }, include, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: 500 })).map(toRecord),
    ofAlerts: async (alertIds) => (alertIds.length === 0 ? [] : (await database.delivery.findMany({ where: { alertId: { in: [...alertIds] }, state: { not: 'failed' } }, include, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(toRecord)),
    list: async ({ channelId, limit }) => (await database.delivery.findMany({ where: { channelId }, include, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit })).map(toRecord),
    async note(id, { nextAt, endedAt, ...rest }) {
      await database.delivery.updateMany({ where: { id, state: 'waiting' }, data: { ...rest, nextAt: nextAt === null ? null : new Date(nextAt), endedAt: endedAt === null ? null : new Date(endedAt) } });
    },
    async remove(id) {
      await database.delivery.deleteMany({ where: { id } });
    },
    async giveUp(channelId, answer, now) {
      await database.delivery.updateMany({ where: { channelId, state: 'waiting' }, data: { state: 'failed', nextAt: null, endedAt: new Date(now), answer } });
    },
    async prune(before) {
      await database.delivery.deleteMany({ where: { state: { not: 'waiting' }, createdAt: { lt: new Date(before) } } });
    },
  };
}

type Row = NonNullable<Awaited<ReturnType<Database['delivery']['findUnique']>>> & { channel: { name: string } };

function toRecord({ channel, kind, state, createdAt, nextAt, endedAt, ...row }: Row): DeliveryRecord {
  return { ...row, channelName: channel.name, kind: kind as DeliveryKind, state: state as DeliveryRecord['state'], createdAt: createdAt.getTime(), nextAt: nextAt?.getTime() ?? null, endedAt: endedAt?.getTime() ?? null };
}
