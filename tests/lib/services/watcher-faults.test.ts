import BetterSqlite3 from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { minutes, seconds } from '@/lib/core/units';
import type { ServerFact } from '@/lib/facts/fact';
import { sudo } from '@/lib/shell/command';
import { BenchServer } from '../../support/bench-server';
import { RunBench } from '../../support/run-bench';
import { fileProbe, findingOf, healthOf, installed, untilHealth } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(async () => {
  vi.restoreAllMocks();
  await bench.close();
});

const quick = fileProbe('quick', seconds(30));
const askedAt = async (id: string) => Date.parse((await findingOf(bench, id)).askedAt ?? '1970-01-01');
/** Waits until it was asked once more. */
const again = async (id: string) => {
  const before = (await findingOf(bench, id)).askedAt;
  return untilHealth(bench, ({ findings }) => findings.some((finding) => finding.id === id && finding.askedAt !== before));
};
const open = async (speed: number, ...probes: Parameters<typeof RunBench.open>[3] extends { probes?: infer P } | undefined ? Extract<P, readonly unknown[]> : never) => {
  bench = await RunBench.open([], speed, undefined, { probes });
  bench.server.files.set('/quick', 'good 1');
};

it('does not let a server that hangs delay another one', async () => {
  await open(200, quick);
  const other = newId();
  bench.others.set('hangs', new BenchServer());
  bench.others.get('hangs')!.fake.respond = () => new Promise(() => undefined);
  await bench.work.repositories.servers.add(other, { name: 'hangs', address: '127.0.0.1', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, bench.clock.now());
  await bench.work.repositories.servers.edit(other, { state: 'installed' });
  await bench.work.watcher.refresh(other);
  await installed(bench);
  await untilHealth(bench, ({ verdict }) => verdict === 'well');
  for (let cycles = 0; cycles < 5; cycles++) await again('test/quick');
  expect((await bench.work.watcher.health(other)).verdict).toBe('unknown');
  expect((await healthOf(bench)).verdict).toBe('well');
});

it('lets the verdict in the list of servers grow stale without another round', async () => {
  await open(200, quick);
  await installed(bench);
  await untilHealth(bench, ({ verdict }) => verdict === 'well');
  bench.server.fake.respond = () => new Promise(() => undefined);
  const listed = async () => (await bench.call('server.list', {}))[0]?.health?.verdict;
  expect(await listed()).toBe('well');
  await vi.waitFor(async () => expect(await listed()).toBe('unknown'), 10_000);
});

it('calls what hangs unknown, and asks it apart from the others until it answers in time', async () => {
  await open(200, quick, fileProbe('hung', seconds(30)));
  bench.server.files.set('/hung', 'good');
  let hangs = true;
  const trips: number[] = [];
  bench.connect = async () => {
    const host = await bench.server.connect();
    return {
      ...host,
      async ask(commands) {
        trips.push(commands.length);
        const answers = await host.ask(commands);
        return answers.map((answer, index) => {
          const command = commands[index]!;
          return hangs && command.kind === 'exec' && command.argv.includes('/hung') ? { ...answer, exitCode: null, stdout: '', timedOut: true } : answer;
        });
      },
    };
  };
  await installed(bench);
  await untilHealth(bench, ({ findings }) => findings.some(({ id, askedAt: at }) => id === 'test/hung' && at !== null));
  expect((await findingOf(bench, 'test/hung')).outcome).toBe('fail'); // its parser takes whatever there is
  for (let cycles = 0; cycles < 3; cycles++) await again('test/hung');
  expect(trips[0]).toBe(2);
  expect(trips.slice(1, 5)).toEqual([1, 1, 1, 1]);
  hangs = false;
  await untilHealth(bench, ({ verdict }) => verdict === 'well');
  trips.length = 0;
  for (let tries = 0; tries < 4000 && !trips.includes(2); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(trips).toContain(2);
});

it('calls garbage and an error of its own unknown with the reason, and judges the others', async () => {
  const bad: ServerFact<string> = { from: 'server', id: 'bad', command: { kind: 'exec', as: 'login', effect: 'reads', why: '', argv: ['cat', '/quick'] }, parse: () => { throw new TypeError('not a function'); } };
  const mistaken = { ...fileProbe('mistaken', seconds(30)), needs: () => ({ text: bad }) };
  const broken = { ...fileProbe('broken', seconds(30)), outcomes: [] };
  const thrower = { ...fileProbe('thrower', seconds(30)), needs: () => { throw new Error('no such layout'); } };
  await open(200, quick, mistaken, broken, thrower);
  bench.server.files.set('/broken', 'x');
  await installed(bench);
  const health = await untilHealth(bench, ({ findings }) => findings.every(({ askedAt: at }) => at !== null));
  expect(health.findings.map(({ id, outcome, message }) => [id, outcome, message])).toEqual([
    ['reach/server', 'pass', 'The server answers.'],
    ['test/quick', 'pass', 'It is good.'],
    ['test/mistaken', 'unknown', 'The console could not read the answer to "bad"; its log has the details.'],
    ['test/broken', 'unknown', 'The console could not judge this: an error of its own, which its log describes.'],
    ['test/thrower', 'unknown', 'The console could not judge this: an error of its own, which its log describes.'],
  ]);
  bench.server.onCall = (name, phase) => {
    if (name === 'ask' && phase === 'after') throw new GroundcrewError({ code: 'remote', reason: 'remote.garbled', message: 'It answered something that can not be understood.' });
  };
  const garbled = await untilHealth(bench, ({ findings }) => findings[1]!.outcome === 'unknown');
  expect(garbled.findings[1]!.message).toBe('It answered something that can not be understood.');
});

it('asks sudo only once when it was refused, says which checks that costs, and goes on with the others', async () => {
  const root: ServerFact<string> = { from: 'server', id: 'root', command: sudo(['cat', '/quick'], { effect: 'reads' }), parse: ({ stdout }) => stdout };
  await open(200, quick, { ...fileProbe('rooted', seconds(30)), needs: () => ({ text: root }) });
  await bench.work.repositories.servers.edit(bench.serverId, { login: 'ops' });
  let isRefused = true;
  let asked = 0;
  bench.connect = async () => {
    const host = await bench.server.connect();
    return {
      ...host,
      ask(commands) {
        if (!commands.some(({ as }) => as === 'root')) return host.ask(commands);
        asked += 1;
        return isRefused ? Promise.reject(new GroundcrewError({ code: 'sudo', reason: 'sudo.password-wrong', message: 'sudo refused the password of ops.', remedy: 'Enter the sudo password again.' })) : host.ask(commands);
      },
    };
  };
  await installed(bench);
  const health = await untilHealth(bench, ({ verdict }) => verdict === 'ill');
  expect(health.findings.map(({ id, outcome }) => [id, outcome])).toEqual([['reach/server', 'pass'], ['reach/sudo', 'fail'], ['test/quick', 'pass'], ['test/rooted', 'unknown']]);
  expect(health.findings[1]).toMatchObject({ message: 'sudo refused the password of ops. The console does not try again by itself.', remedy: 'Enter the sudo password again.' });
  for (let cycles = 0; cycles < 3; cycles++) await again('test/quick');
  expect(asked).toBe(1);
  isRefused = false;
  await bench.call('health.ask', { server: health.server });
  await untilHealth(bench, ({ verdict }) => verdict === 'well');
});

it('neither storms nor stalls when the clock jumps, either way', async () => {
  await open(200, quick);
  await installed(bench);
  await untilHealth(bench, ({ verdict }) => verdict === 'well');
  const now = bench.clock.now.bind(bench.clock);
  let offset = 0;
  vi.spyOn(bench.clock, 'now').mockImplementation(() => now() + offset);
  for (const jump of [3 * 3_600_000, -9 * 3_600_000, 40 * 86_400_000]) {
    offset += jump;
    let trips = 0;
    bench.server.onCall = (name, phase) => void (name === 'ask' && phase === 'before' && trips++);
    const from = now();
    // A machine that is busy asks later by this clock, which runs on; it must not ask more often.
    while (now() - from < minutes(5) || (trips < 6 && now() - from < minutes(100))) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(trips).toBeGreaterThanOrEqual(6);
    expect(trips).toBeLessThanOrEqual(12 * ((now() - from) / minutes(5)));
    await vi.waitFor(async () => expect(Math.abs((await askedAt('test/quick')) - bench.clock.now())).toBeLessThan(seconds(90)), { timeout: 20_000 });
    // By this clock a busy machine is late at times.
    await untilHealth(bench, ({ verdict }) => verdict === 'well');
  }
});

it('asks a server that is gone no more often because its alert waits to be explained', async () => {
  await open(50, quick, fileProbe('cause', seconds(3600), { explains: ['reach/server'] }));
  bench.server.files.set('/cause', 'good');
  await installed(bench);
  await untilHealth(bench, ({ verdict }) => verdict === 'well');
  const tries = vi.spyOn(bench.work.connections, 'use');
  bench.server.isReachable = false;
  await untilHealth(bench, ({ alerts }) => alerts.some(({ check, state }) => check === 'reach/server' && state === 'firing'));
  expect(tries.mock.calls.length).toBeLessThan(15);
});

it('T-DOS-1 goes on probing when the disk under the database is full or the database is busy, and says that history pauses', async () => {
  const many = Array.from({ length: 200 }, (_, index) => ({ id: `container-memory:${index}`, value: index }));
  await open(200, { ...quick, figures: () => many });
  await installed(bench);
  await untilHealth(bench, ({ verdict, historyPaused }) => verdict === 'well' && historyPaused === null);
  const { database } = bench.resources;
  const [{ page_count: pages }] = await database.$queryRawUnsafe<[{ page_count: number | bigint }]>('PRAGMA page_count');
  await database.$executeRawUnsafe('CREATE TABLE "Filler" ("text" TEXT)');
  await database.$queryRawUnsafe(`PRAGMA max_page_count = ${Number(pages) + 2}`);
  for (let isFull = false; !isFull; ) await database.$executeRawUnsafe(`INSERT INTO "Filler" VALUES ('${'x'.repeat(3000)}')`).catch(() => (isFull = true));
  bench.server.files.set('/quick', 'poor 2');
  const samples = async () => (await bench.work.repositories.history.read(bench.serverId, { figures: ['container-memory:1'], source: 'raw', step: 1, from: 0, to: 4e9 })).length;
  const full = await untilHealth(bench, ({ verdict, historyPaused }) => verdict === 'warn' && historyPaused !== null);
  expect(full.historyPaused).toBe(`The disk of the console is full, so history is not written. Free some space on the disk of ${bench.test.directory}.`);
  await database.$queryRawUnsafe('PRAGMA max_page_count = 1000000');
  await untilHealth(bench, ({ historyPaused }) => historyPaused === null);

  await database.$queryRawUnsafe('PRAGMA busy_timeout = 10');
  const holder = new BetterSqlite3(bench.test.file);
  holder.exec('BEGIN IMMEDIATE');
  bench.server.files.set('/quick', 'good 3');
  const busy = await untilHealth(bench, ({ verdict, historyPaused }) => verdict === 'well' && historyPaused !== null);
  expect(busy.historyPaused).toBe('The database of the console is busy, so history is not written. Whatever else uses it must end first.');
  holder.exec('ROLLBACK');
  holder.close();
  const before = await samples();
  await untilHealth(bench, ({ historyPaused }) => historyPaused === null);
  for (let tries = 0; tries < 1000 && (await samples()) <= before; tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await samples()).toBeGreaterThan(before);
});

it('asks what costs much only once in its time, one at a time, also across a restart', async () => {
  const daily = ['a', 'b'].map((name) => fileProbe(name, 86_400_000, { slow: true }));
  await open(200, quick, ...daily);
  const counts = new Map<string, number>();
  let together = 0;
  bench.connect = async () => {
    const host = await bench.server.connect();
    return {
      ...host,
      ask(commands) {
        const paths = commands.flatMap((command) => (command.kind === 'exec' ? [command.argv[1] ?? ''] : []));
        for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
        together = Math.max(together, paths.filter((path) => path === '/a' || path === '/b').length, paths.length);
        return host.ask(commands);
      },
    };
  };
  for (const name of ['a', 'b']) bench.server.files.set(`/${name}`, 'good');
  await installed(bench);
  await untilHealth(bench, ({ findings }) => findings.every(({ askedAt: at }) => at !== null));
  await bench.restart();
  for (let cycles = 0; cycles < 3; cycles++) await again('test/quick');
  expect([counts.get('/a'), counts.get('/b'), together]).toEqual([1, 1, 1]);
  expect(await findingOf(bench, 'test/a')).toMatchObject({ outcome: 'pass', isStale: false });
});
