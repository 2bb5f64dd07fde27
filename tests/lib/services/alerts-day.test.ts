import { afterEach, expect, it, vi } from 'vitest';
import type { Outcome } from '@/lib/contract/finding';
import { minutes } from '@/lib/core/units';
import { closeAll } from '../../support/listen';
import { Receiver } from '../../support/receiver';
import { TellingBench, testProbe } from '../../support/telling-bench';

vi.setConfig({ testTimeout: 300_000 });
let bench: TellingBench;
afterEach(async () => {
  await bench.close();
  closeAll();
});

/** The same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Two minutes: 720 cycles. */
const cadence = 120_000;
const probes = [testProbe('day/at-once', { every: cadence }), testProbe('day/after-ten', { every: cadence, afterMinutes: 10 }), testProbe('day/busy', { every: cadence }), testProbe('day/rare', { every: cadence, afterMinutes: 4 })];
/** How often the state of each changes, by chance, at a cycle. */
const restless: Record<string, number> = { 'day/at-once': 0.02, 'day/after-ten': 0.03, 'day/busy': 0.12, 'day/rare': 0.004 };
/** An outcome that held for so many cycles must be known to whoever is told: the longest rule, and what is lost to a clock that was set. */
const settled = 14;
/** So many more until what came and went is told as it is: half an hour. */
const calm = 16;

interface Truth { outcome: 'pass' | 'fail'; cycles: number }

it('24 hours with faults of every kind: no firing is lost, none comes twice', async () => {
  const random = randomOf(1);
  const receiver = await Receiver.start();
  bench = await TellingBench.open(probes);
  for (const path of ['/a', '/b']) await bench.channel({ kind: 'webhook', url: { action: 'set', value: `${receiver.url}${path}` } });
  receiver.answer = () => (random() < 0.3 ? 500 : 200);
  const truths = new Map<string, Truth>(probes.map(({ id }) => [id, { outcome: 'pass', cycles: 0 }]));
  let wrong = 0;

  for (let cycle = 0; cycle < (24 * 60 * 60_000) / cadence; cycle++) {
    for (const [id, truth] of truths) {
      if (random() < restless[id]!) Object.assign(truth, { outcome: truth.outcome === 'pass' ? 'fail' : 'pass', cycles: 0 });
      else truth.cycles += 1;
    }
    if (random() < 0.008) bench.clock.move(random() < 0.5 ? minutes(90) : -minutes(90), true);
    if (random() < 0.02) await bench.restart();
    if (random() < 0.006) {
      const [from, to] = [bench.clock.now(), bench.clock.now() + minutes(20)].map((time) => new Date(time).toISOString());
      await bench.call('silence.add', { kind: 'once', title: 'Work', server: null, from: from!, to: to! });
    }
    const isBlind = random() < 0.05;
    const outcomes: Record<string, Outcome> = {};
    for (const [id, { outcome }] of truths) if (random() > 0.02) outcomes[id] = isBlind ? 'unknown' : outcome;
    // What could not be asked settles nothing: the truth must be seen for as long as it is claimed to be known.
    for (const [id, truth] of truths) if (outcomes[id] !== truth.outcome) truth.cycles = Math.max(truth.cycles - 3, 0);
    await bench.see(outcomes, cadence);
    if (cycle % 5 > 0) continue;
    // The model: what was so for long enough is what people were told last.
    const open = await bench.work.repositories.alerts.list({ serverId: bench.serverId, state: 'open', limit: 100 });
    for (const [id, truth] of truths) {
      const alert = open.find(({ check, state }) => check === id && state === 'firing');
      if (truth.cycles < (alert?.flapping || id === 'day/busy' ? calm + settled : settled)) continue;
      if ((alert !== undefined) !== (truth.outcome === 'fail')) wrong += 1;
    }
  }
  expect(wrong).toBe(0);

  // Every message that was queued arrives, whatever the channels did meanwhile.
  receiver.answer = () => 200;
  for (let hour = 0; hour < 4 && (await bench.work.repositories.deliveries.waiting()).length > 0; hour++) {
    bench.clock.move(minutes(61));
    await bench.sent();
  }
  expect(await bench.work.repositories.deliveries.waiting()).toEqual([]);
  expect((await bench.test.database.delivery.findMany({ where: { state: { not: 'sent' } } }))).toEqual([]);
  const firing = (await bench.alerts()).filter(({ state }) => state === 'firing').map(({ id }) => id).sort();
  for (const path of ['/a', '/b']) {
    const arrived = receiver.received.filter((each) => each.path === path && each.status === 200).map(({ body }) => JSON.parse(body) as { id: string; alert: string; kind: string });
    expect(arrived.length).toBeGreaterThan(50);
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(arrived.length);
    // Of each alert the beginning comes first and the end last, both once; and who was told last that it fires is right.
    const stories = new Map<string, string[]>();
    for (const { alert, kind } of arrived) stories.set(alert, [...(stories.get(alert) ?? []), kind]);
    for (const story of stories.values()) expect(story.join(' ')).toMatch(/^fire(?: worse| reminder)*(?: resolve)?$/);
    expect([...stories].filter(([, story]) => story.at(-1) !== 'resolve').map(([alert]) => alert).sort()).toEqual(firing);
  }
  // Of one check no two fire at once, by the order in which they were stored.
  const stored = await bench.test.database.$queryRawUnsafe<{ message: string; kind: string; alertId: string }[]>('SELECT message, kind, alertId FROM Delivery WHERE channelId = (SELECT min(channelId) FROM Delivery) ORDER BY rowid');
  const open = new Map<string, string>();
  for (const { message, kind, alertId } of stored) {
    const { check } = JSON.parse(message) as { check: string };
    expect(open.get(check)).toBe(kind === 'fire' ? undefined : alertId);
    if (kind === 'resolve') open.delete(check);
    else open.set(check, alertId);
  }
});
