import { minutes, seconds } from '@/lib/core/units';
import { lastMondayAtNine } from '@/lib/engine/weekly';
import type { DeliveryRecord } from '@/lib/store/repositories/deliveries';
import type { Message } from '../../channels/message';
import { viewDelivery } from '../../delivery-view';
import { readTelling } from '../../telling-settings';
import { unknownChannel } from '../../unknown-channel';
import type { Work } from '../../work';
import type { Teller } from '../watch-types';
import { createDeadMan } from './dead-man';
import { quietAnswer } from './messages';
import { isDue, nextAttempt } from './retry';
import { send, type Out } from './send';
import { testMessage } from './test-message';

const between = seconds(15);
const keepDeliveries = minutes(90 * 24 * 60);
const keepAlerts = minutes(365 * 24 * 60);

/** What waits for the same alert in the same channel goes first when it was queued first; by its kind, since the clock may have been set back between. */
function isBefore(other: DeliveryRecord, delivery: DeliveryRecord, isOlder: boolean): boolean {
  if (other.id === delivery.id || delivery.alertId === null || other.alertId !== delivery.alertId || other.channelId !== delivery.channelId) return false;
  const [one, two] = [order[other.kind], order[delivery.kind]];
  return one < two || (one === two && isOlder);
}
const order: Readonly<Record<DeliveryRecord['kind'], number>> = { test: 0, fire: 0, worse: 1, reminder: 1, resolve: 2 };

/** Sends what is queued: one lane for each channel, so that one that hangs holds up no other. */
export function createTeller(work: () => Work, out: Out): Teller {
  const lanes = new Map<string, Promise<void>>();
  /** Sent, but not yet noted: the database was full. */
  const sent = new Map<string, string>();
  const stopped = new AbortController();
  const deadMan = createDeadMan(work, out);
  /** Of one rest. None hangs on `stopped`, which would hold on to a reference to each of them for as long as the console runs. */
  let woken = new AbortController();
  let running: Promise<void> | null = null;
  let prunedAt = -Infinity;

  const now = () => work().resources.clock.now();
  const guarded = (what: string, act: () => Promise<void>) => act().catch((error: unknown) => work().resources.log.error({ err: error }, what));
  const isReady = (delivery: DeliveryRecord, index: number, all: readonly DeliveryRecord[]): boolean =>
    isDue(delivery.nextAt, now(), delivery.answer === quietAnswer) && !all.some((other, place) => isBefore(other, delivery, place < index));

  async function loop(): Promise<void> {
    while (!stopped.signal.aborted) {
      woken = new AbortController();
      await guarded('the weekly test failed', weekly);
      await guarded('old messages could not be removed', prune);
      void deadMan.tick();
      await guarded('the queue could not be read', dispatch);
      await work().resources.clock.sleep(between, woken.signal);
    }
  }

  async function dispatch(): Promise<void> {
    const ready = (await work().repositories.deliveries.waiting()).filter(isReady);
    for (const channelId of new Set(ready.map((each) => each.channelId))) {
      if (lanes.has(channelId) || stopped.signal.aborted) continue;
      lanes.set(channelId, guarded('a message could not be sent', () => drain(channelId).then(() => woken.abort())).finally(() => lanes.delete(channelId)));
    }
  }

  async function drain(channelId: string): Promise<void> {
    while (!stopped.signal.aborted) {
      const next = (await work().repositories.deliveries.waiting(channelId)).find(isReady);
      if (next === undefined) return;
      await deliver(next);
    }
  }

  async function deliver(delivery: DeliveryRecord): Promise<void> {
    const { repositories, resources } = work();
    const { id, channelId, createdAt, nextAt, answer: before } = delivery;
    const channel = await repositories.channels.get(channelId);
    if (channel === null || (before === quietAnswer && (await isOver(delivery)))) return repositories.deliveries.remove(id);
    const { allowedNetworks } = await readTelling(repositories.consoleSettings);
    const known = sent.get(id);
    const { isTaken, answer } = known === undefined ? await send(out, JSON.parse(delivery.message) as Message, channel.target, id, allowedNetworks, now()) : { isTaken: true, answer: known };
    if (isTaken) sent.set(id, answer);
    const attempts = delivery.attempts + 1;
    const chance = (resources.random(1)[0] ?? 0) / 256;
    const again = isTaken ? null : nextAttempt(attempts, before === quietAnswer && nextAt !== null ? nextAt : createdAt, now(), chance);
    const state = isTaken ? 'sent' : again === null ? 'failed' : 'waiting';
    await repositories.deliveries.note(id, { state, attempts, nextAt: again, endedAt: again === null ? now() : null, answer });
    sent.delete(id);
    if (!isTaken) resources.log.warn({ channel: channel.name, delivery: id, attempts, state, answer }, 'a message was not taken');
  }

  /** Of what waited for the end of quiet hours: nobody needs to hear of it any more. */
  async function isOver({ alertId, kind }: DeliveryRecord): Promise<boolean> {
    if (alertId === null || kind === 'resolve') return false;
    const alert = await work().repositories.alerts.get(alertId);
    return alert === null || alert.state !== 'firing' || alert.acknowledged !== null || (alert.snoozedUntil ?? 0) > now();
  }

  async function weekly(): Promise<void> {
    const { channels, deliveries } = work().repositories;
    const monday = lastMondayAtNine(now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
    for (const channel of await channels.list()) {
      if (!channel.isOn || !channel.weeklyTest || (channel.lastTestAt ?? channel.createdAt) >= monday) continue;
      await deliveries.add(testMessage(work(), channel, 'weekly', now()), now());
      await channels.noteTest(channel.id, now());
    }
  }

  async function prune(): Promise<void> {
    if (Math.abs(now() - prunedAt) < minutes(60)) return;
    prunedAt = now();
    await work().repositories.deliveries.prune(now() - keepDeliveries);
    await work().repositories.alerts.prune(now() - keepAlerts);
  }

  return {
    start: () => {
      running ??= loop();
      return Promise.resolve();
    },
    wake: () => woken.abort(),
    async test(channelId) {
      const { repositories } = work();
      const channel = await repositories.channels.get(channelId);
      if (channel === null) throw unknownChannel();
      const message = testMessage(work(), channel, 'asked', now());
      const { allowedNetworks } = await readTelling(repositories.consoleSettings);
      const { isTaken, answer } = await send(out, JSON.parse(message.message) as Message, channel.target, message.id, allowedNetworks, now());
      const at = now();
      const record = await repositories.deliveries.addEnded(message, { state: isTaken ? 'sent' : 'failed', attempts: 1, nextAt: null, endedAt: at, answer }, at);
      await repositories.channels.noteTest(channelId, at);
      return viewDelivery(record);
    },
    lastPing: () => deadMan.last(),
    async stop() {
      stopped.abort();
      woken.abort();
      await running;
      // What is on its way is sent again at the next start, unless it ends by then.
      await Promise.race([Promise.allSettled([...lanes.values()]), new Promise((resolve) => setTimeout(resolve, seconds(2)).unref())]);
    },
  };
}
