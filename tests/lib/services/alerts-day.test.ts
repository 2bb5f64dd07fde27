import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

/** Five minutes: 288 cycles of a day. */
const cadence = minutes(5);
const cycles = (24 * 60 * 60_000) / cadence;
const probes = [testProbe('day/at-once', { every: cadence }), testProbe('day/after-ten', { every: cadence, afterMinutes: 10 }), testProbe('day/busy', { every: cadence }), testProbe('day/rare', { every: cadence, afterMinutes: 4 })];
/** How often the state of each changes, by chance, at a cycle. */
const restless: Record<string, number> = { 'day/at-once': 0.04, 'day/after-ten': 0.04, 'day/busy': 0.12, 'day/rare': 0.008 };
/** An outcome that held for so many cycles must be known to whoever is told: the longest rule, and what is lost to a clock that was set. */
const settled = 9;
/** So many more until what came and went is told as it is: half an hour. */
const calm = 9;

/** What is so, and what an observer who knows nothing of the product's fold says of it. */
interface Truth {
  outcome: 'pass' | 'fail';
  cycles: number;
  /** How often it was seen to begin to fail, or could not be asked for long: no more beginnings may be told. */
  begins: number;
  seen: Outcome;
  blind: number;
  /** What people heard last. */
  heard: 'pass' | 'fail';
}

/** Bytes that are in use once all that can be freed is freed. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function rows(): Promise<Record<string, number>> {
  const tables = await bench.test.database.$queryRawUnsafe<{ name: string }[]>("SELECT name FROM sqlite_master WHERE type = 'table'");
  const counts = tables.map(async ({ name }) => [name, Number((await bench.test.database.$queryRawUnsafe<{ count: number | bigint }[]>(`SELECT count(*) AS count FROM "${name}"`))[0]!.count)] as const);
  return Object.fromEntries(await Promise.all(counts));
}

function learn(truth: Truth, outcome: Outcome | undefined): void {
  // What could not be asked settles nothing: the truth must be seen for as long as it is claimed to be known.
  if (outcome !== truth.outcome) truth.cycles = Math.max(truth.cycles - 3, 0);
  truth.blind = outcome === 'unknown' ? truth.blind + 1 : outcome === undefined ? truth.blind : 0;
  if (truth.blind === 3 || (outcome === 'fail' && truth.seen !== 'fail')) truth.begins += 1;
  if (outcome === 'pass' || outcome === 'fail') truth.seen = outcome;
}

it.each([1, 2, 3])('24 hours with faults of every kind: no firing is lost, none comes twice, and nothing grows (seed %i)', async (seed) => {
  const random = randomOf(seed);
  const receiver = await Receiver.start();
  bench = await TellingBench.open(probes);
  for (const path of ['/a', '/b']) await bench.channel({ kind: 'webhook', url: { action: 'set', value: `${receiver.url}${path}` } });
  receiver.answer = () => (random() < 0.3 ? 500 : 200);
  const truths = new Map<string, Truth>(probes.map(({ id }) => [id, { outcome: 'pass', cycles: 0, begins: 0, seen: 'pass', blind: 0, heard: 'pass' }]));
  const silences: { from: number; to: number }[] = [];
  const wrong: string[] = [];
  let compared = 0;
  let heardUpTo = 0;
  let early = { heap: 0, rows: await rows() };

  for (let cycle = 0; cycle < cycles; cycle++) {
    if (cycle === cycles / 4) early = { heap: heap(), rows: await rows() };
    for (const [id, truth] of truths) {
      if (random() < restless[id]!) Object.assign(truth, { outcome: truth.outcome === 'pass' ? 'fail' : 'pass', cycles: 0 });
      else truth.cycles += 1;
    }
    if (random() < 0.012) bench.clock.move(random() < 0.5 ? minutes(90) : -minutes(90), true);
    if (random() < 0.03) await bench.restart();
    if (random() < 0.01) {
      const window = { from: bench.clock.now(), to: bench.clock.now() + minutes(20) };
      silences.push(window);
      await bench.call('silence.add', { kind: 'once', title: 'Work', server: null, from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() });
    }
    const isBlind = random() < 0.05;
    const outcomes: Record<string, Outcome> = {};
    for (const [id, { outcome }] of truths) if (random() > 0.02) outcomes[id] = isBlind ? 'unknown' : outcome;
    for (const [id, truth] of truths) learn(truth, outcomes[id]);
    await bench.see(outcomes, cadence);
    // What is stored is stored at once, without a turn for the network: real messages would never get through.
    await new Promise((resolve) => setImmediate(resolve));

    const fresh = await bench.test.database.$queryRawUnsafe<{ place: number | bigint; message: string; kind: string }[]>(`SELECT rowid AS place, message, kind FROM Delivery WHERE rowid > ${heardUpTo} AND channelId = (SELECT min(id) FROM Channel) ORDER BY rowid`);
    for (const { place, message, kind } of fresh) {
      heardUpTo = Number(place);
      truths.get((JSON.parse(message) as { check: string }).check)!.heard = kind === 'resolve' ? 'pass' : 'fail';
    }
    if (cycle % 4 > 0) continue;
    // The model: what was so for long enough is what the alerts are, and what people heard last unless they are not to be told.
    const open = await bench.work.repositories.alerts.list({ serverId: bench.serverId, state: 'open', limit: 100 });
    const now = bench.clock.now();
    const isSilent = silences.some(({ from, to }) => from - cadence <= now && now < to + cadence);
    for (const [id, truth] of truths) {
      const alert = open.find(({ check, state }) => check === id && state === 'firing');
      if (truth.cycles < (alert?.flapping || id === 'day/busy' ? calm + settled : settled)) continue;
      compared += 1;
      if ((alert !== undefined) !== (truth.outcome === 'fail')) wrong.push(`cycle ${cycle}: ${id} is ${truth.outcome}, its alert ${alert?.state ?? 'none'}`);
      if (!isSilent && truth.heard !== truth.outcome) wrong.push(`cycle ${cycle}: ${id} is ${truth.outcome}, heard was ${truth.heard}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(100);
  // A quarter of the day against all of it: what is kept in memory depends on how much there is to watch, not on how long.
  expect(heap()).toBeLessThan(early.heap * 1.3 + 10e6);
  const late = await rows();
  expect(Object.keys(late).filter((table) => late[table]! > early.rows[table]!).filter((table) => !['Alert', 'Delivery', 'Silence', 'Audit'].includes(table))).toEqual([]);

  // Nothing is silenced any more, so that what fires was told.
  for (const { id } of await bench.call('silence.list', {})) await bench.call('silence.remove', { silence: id });
  await bench.see(Object.fromEntries([...truths].map(([id, { outcome }]) => [id, outcome])), cadence);
  for (const [id, { outcome }] of truths) learn(truths.get(id)!, outcome);
  // Every message that was queued arrives, whatever the channels did meanwhile.
  receiver.answer = () => 200;
  for (let hour = 0; hour < 4 && (await bench.work.repositories.deliveries.waiting()).length > 0; hour++) {
    bench.clock.move(minutes(91)); // no message waits longer for its next try, also after the clock was set back
    await bench.sent();
  }
  expect(await bench.work.repositories.deliveries.waiting()).toEqual([]);
  expect((await bench.test.database.delivery.findMany({ where: { state: { not: 'sent' } } }))).toEqual([]);
  const firing = (await bench.alerts()).filter(({ state }) => state === 'firing').map(({ id }) => id).sort();
  for (const path of ['/a', '/b']) {
    const arrived = receiver.received.filter((each) => each.path === path && each.status === 200).map(({ body }) => JSON.parse(body) as { id: string; alert: string; check: string; kind: string });
    expect(arrived.length).toBeGreaterThan(40);
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(arrived.length);
    for (const [id, { begins }] of truths) expect(arrived.filter(({ check, kind }) => check === id && kind === 'fire').length, id).toBeLessThanOrEqual(begins);
    // Of each alert the beginning comes first and the end last, both once; and who was told last that it fires is right.
    const stories = new Map<string, string[]>();
    for (const { alert, kind } of arrived) stories.set(alert, [...(stories.get(alert) ?? []), kind]);
    for (const story of stories.values()) expect(story.join(' ')).toMatch(/^fire(?: worse| reminder)*(?: resolve)?$/);
    expect([...stories].filter(([, story]) => story.at(-1) !== 'resolve').map(([alert]) => alert).sort()).toEqual(firing);
  }
  // Of one check no two fire at once, by the order in which they were stored.
  const stored = await bench.test.database.$queryRawUnsafe<{ message: string; kind: string; alertId: string }[]>('SELECT message, kind, alertId FROM Delivery WHERE channelId = (SELECT min(id) FROM Channel) ORDER BY rowid');
  const open = new Map<string, string>();
  for (const { message, kind, alertId } of stored) {
    const { check } = JSON.parse(message) as { check: string };
    expect(open.get(check)).toBe(kind === 'fire' ? undefined : alertId);
    if (kind === 'resolve') open.delete(check);
    else open.set(check, alertId);
  }
  // A year later nothing is left of what ended: what is stored does not grow for ever.
  const rest = bench.clock.nextRest();
  bench.clock.move(minutes(366 * 24 * 60));
  await rest;
  expect(await bench.test.database.delivery.count()).toBe(0);
  expect(await bench.test.database.alert.count({ where: { state: 'resolved', silencedBy: null } })).toBe(0);
});
