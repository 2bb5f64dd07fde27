import { afterEach, expect, it, vi } from 'vitest';
import { seconds } from '@/lib/core/units';
import type { ServerFact } from '@/lib/facts/fact';
import { ask } from '@/lib/shell/command';
import { appendStep, RunBench } from '../../support/run-bench';
import { fileProbe, findingOf, healthOf, installed, untilHealth } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

const quick = fileProbe('quick', seconds(30));
const seldom = fileProbe('seldom', seconds(120));

it('asks each probe at its cadence, those due together in one round trip over a kept connection, and keeps the figures', async () => {
  bench = await RunBench.open([], 100, undefined, { probes: [quick, seldom] });
  bench.server.files.set('/quick', 'good 5').set('/seldom', 'fair 7');
  let trips = 0;
  bench.server.onCall = (name, phase) => void (name === 'ask' && phase === 'after' && trips++);
  const began = bench.clock.now();
  await installed(bench);
  const samples = async (name: string) => (await bench.work.repositories.history.read(bench.serverId, { figures: [`response-time:${name}`], source: 'raw', step: 1, from: 0, to: 4e9 })).length;
  await untilHealth(bench, (health) => health.verdict === 'note');
  for (let tries = 0; tries < 2000 && (await samples('quick')) < 9; tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  const [quicks, seldoms, trip] = [await samples('quick'), await samples('seldom'), trips];
  const took = bench.clock.now() - began;
  expect(seldoms).toBeGreaterThanOrEqual(2);
  expect(seldoms).toBeLessThanOrEqual(took / seconds(120) + 2);
  expect(quicks).toBeLessThanOrEqual(took / seconds(30) + 2);
  // A busy machine may miss a beat of the one and not of the other.
  expect(trip).toBeLessThanOrEqual(quicks + 3);
  expect(bench.server.connects).toBe(1);
  expect(await untilHealth(bench, ({ verdict }) => verdict === 'note')).toMatchObject({
    isWatched: true, verdict: 'note', sentence: 'ClearML works. One note: It is fair.', counts: { pass: 2, note: 1, warn: 0, fail: 0, unknown: 0 }, historyPaused: null,
    figures: [{ id: 'response-time:quick', value: 5 }, { id: 'response-time:seldom', value: 7 }],
    findings: [{ id: 'reach/server', outcome: 'pass' }, { id: 'test/quick', every: 30_000, evidence: [{ command: 'cat /quick', output: 'good 5' }] }, { id: 'test/seldom', isNote: true }],
  });
});

it('says within a cadence what is ill and since when, tells the pages, and goes on with it after a restart', async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [quick] });
  bench.server.files.set('/quick', 'good');
  await installed(bench);
  await untilHealth(bench, (health) => health.verdict === 'well');
  bench.server.files.set('/quick', 'bad');
  const ill = await untilHealth(bench, (health) => health.verdict === 'ill');
  expect(ill.sentence).toBe('ClearML works, but something fails: It is "bad".');
  const { since } = (await findingOf(bench, 'test/quick'));
  await untilHealth(bench, ({ findings }) => findings.at(-1)!.askedAt! > since!);
  expect((await findingOf(bench, 'test/quick')).since).toBe(since);
  await bench.restart();
  expect(await findingOf(bench, 'test/quick')).toMatchObject({ outcome: 'fail', since });
  await untilHealth(bench, ({ findings }) => findings.at(-1)!.askedAt! > ill.findings.at(-1)!.askedAt!);
  expect(await findingOf(bench, 'test/quick')).toMatchObject({ outcome: 'fail', since });
  const server = await bench.call('server.get', { server: ill.server });
  expect(server.health).toMatchObject({ verdict: 'ill' });
  await vi.waitFor(() => {
    expect(bench.events.flatMap((event) => (event.type === 'health' ? [event.health().verdict] : []))).toContain('ill');
    expect(bench.events.flatMap((event) => (event.type === 'server' ? [event.server.health?.verdict] : []))).toContain('ill');
  }, 10_000);
});

it('asks what is well again once more before its beat, so that its alert ends, and says meanwhile that it recovers', async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [fileProbe('slow', seconds(3600), { vital: true })] });
  bench.server.files.set('/slow', 'bad');
  await installed(bench);
  const { server } = await untilHealth(bench, ({ verdict }) => verdict === 'ill');
  await bench.call('health.ask', { server });
  for (let tries = 0; tries < 100 && (await healthOf(bench)).alerts[0]?.state !== 'firing'; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await bench.call('health.ask', { server });
  }
  bench.server.files.set('/slow', 'good');
  const began = bench.clock.now();
  const again = await bench.call('health.ask', { server });
  expect(again).toMatchObject({ verdict: 'well', alerts: [{ state: 'firing', check: 'test/slow' }] });
  expect(again.sentence).toMatch(/^ClearML answers again\. 1 alert still fires and ends (?:within a minute|in about 1 minute) if its check stays well\.$/);
  expect((await untilHealth(bench, ({ alerts }) => alerts.length === 0)).sentence).toBe('ClearML works.');
  expect(bench.clock.now() - began).toBeLessThan(seconds(900));
});

it('says that an alert recovers only while its check answers: not while the server is gone, nor while a cause explains that it says nothing', async () => {
  const text: ServerFact<string> = {
    from: 'server', id: 'content:/web', command: ask(['cat', '/web']),
    parse: ({ stdout }) => {
      if (stdout === 'torn') throw new TypeError('not a word');
      return stdout;
    },
  };
  // Slow enough for an answer to hold while a busy machine looks at it.
  bench = await RunBench.open([], 100, undefined, { probes: [fileProbe('disk', seconds(120), { explains: ['test/web'] }), { ...fileProbe('web', seconds(120)), needs: () => ({ text }) }] });
  bench.server.files.set('/disk', 'good').set('/web', 'bad');
  await installed(bench);
  const { server } = await untilHealth(bench, ({ alerts }) => alerts[0]?.state === 'firing');
  // It recovers for longer than this test takes.
  await bench.call('rule.save', { server, check: 'test/web', rule: { isOn: true, afterMinutes: 1440, repeatMinutes: 0, least: 'warn' } });
  const web = <T extends { readonly check: string }>(alerts: readonly T[]) => alerts.find(({ check }) => check === 'test/web');
  const recovers = async () => [web((await healthOf(bench)).alerts), web(await bench.call('alert.list', { server, state: 'open', limit: 500 }))].map((alert) => alert && [alert.state, alert.now?.message ?? null, alert.recoversAt !== null]);
  const [well, silent] = [['firing', 'It is good.', true], ['firing', null, false]];
  bench.server.files.set('/web', 'good');
  await untilHealth(bench, ({ alerts }) => web(alerts)?.recoversAt !== null);
  expect(await recovers()).toEqual([well, well]);
  bench.server.isReachable = false;
  await untilHealth(bench, ({ verdict }) => verdict === 'unreachable');
  expect(await recovers()).toEqual([silent, silent]);
  bench.server.isReachable = true;
  await untilHealth(bench, ({ verdict, alerts }) => verdict === 'well' && web(alerts)?.recoversAt !== null);
  expect(await recovers()).toEqual([well, well]);
  bench.server.files.set('/disk', 'bad').set('/web', 'torn');
  await untilHealth(bench, ({ findings }) => findings.some(({ id, outcome }) => id === 'test/web' && outcome === 'unknown'));
  expect(await recovers()).toEqual([silent, silent]);
});

it('asks what may explain something before that is told, though it would be asked much later', async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [fileProbe('cause', seconds(3600), { explains: ['test/often'] }), fileProbe('often', seconds(30), { afterMinutes: 2 })] });
  bench.server.files.set('/cause', 'good').set('/often', 'good');
  await installed(bench);
  await untilHealth(bench, ({ findings }) => findings.every(({ outcome }) => outcome === 'pass'));
  const began = bench.clock.now();
  bench.server.files.set('/cause', 'bad').set('/often', 'bad');
  const { alerts } = await untilHealth(bench, (health) => health.alerts.some(({ state }) => state === 'firing'));
  expect(alerts.map(({ check, state, causedBy }) => [check, state, causedBy?.check])).toContainEqual(['test/often', 'firing', 'test/cause']);
  expect(bench.clock.now() - began).toBeLessThan(seconds(900));
});

it('asks what an alert is open of as soon as a run is done', async () => {
  bench = await RunBench.open([appendStep('one')], 200, undefined, { probes: [fileProbe('apart', seconds(36_000), { slow: true, afterMinutes: 0 })] });
  bench.server.files.set('/apart', 'bad');
  await installed(bench);
  await untilHealth(bench, ({ alerts }) => alerts[0]?.state === 'firing');
  bench.server.files.set('/apart', 'good');
  await bench.startRun();
  const { alerts } = await untilHealth(bench, ({ verdict }) => verdict === 'well');
  expect(alerts).toEqual([]);
});

it('calls a server that is gone unreachable, what it said stale, and is well again when it is back', async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [quick, seldom] });
  bench.server.files.set('/quick', 'good').set('/seldom', 'poor');
  await installed(bench);
  const before = await untilHealth(bench, (health) => health.verdict === 'warn');
  expect(before.sentence).toBe('ClearML works. It is poor.');
  bench.server.isReachable = false;
  const gone = await untilHealth(bench, (health) => health.verdict === 'unreachable');
  expect(gone.sentence).toMatch(new RegExp(`^${gone.server} has not answered since \\d\\d:\\d\\d UTC: The connection was lost\\.$`));
  expect(gone.findings.map(({ id, outcome, isStale }) => [id, outcome, isStale])).toEqual([['reach/server', 'fail', false], ['test/quick', 'pass', true], ['test/seldom', 'warn', true]]);
  expect(gone.counts).toEqual({ pass: 0, note: 0, warn: 0, fail: 1, unknown: 2 });
  const { since } = await findingOf(bench, 'test/seldom');
  bench.server.isReachable = true;
  const back = await untilHealth(bench, (health) => health.verdict === 'warn');
  expect([back.findings.at(-1)!.since, back.findings[0]!.outcome]).toEqual([since, 'pass']);
});

it('asks a refused login only once, says so, and tries again when a person asks', async () => {
  const { GroundcrewError } = await import('@/lib/core/errors');
  bench = await RunBench.open([], 500, undefined, { probes: [quick] });
  bench.server.files.set('/quick', 'good');
  bench.server.fake.refuse = new GroundcrewError({ code: 'login', reason: 'login.password-refused', message: 'It refused the password of root.', remedy: 'Enter the password again.' });
  await installed(bench);
  const refused = await untilHealth(bench, (health) => health.verdict === 'unreachable');
  expect(refused.findings[0]).toMatchObject({ message: 'It refused the password of root. The console does not try again by itself.', remedy: 'Enter the password again.' });
  const { askedAt } = refused.findings[0]!;
  await untilHealth(bench, ({ findings }) => Date.parse(findings[0]!.askedAt!) > Date.parse(askedAt!) + seconds(90));
  expect(bench.server.connects).toBe(1);
  bench.server.fake.refuse = null;
  await bench.call('health.ask', { server: refused.server });
  await untilHealth(bench, ({ verdict }) => verdict === 'well');
  expect(bench.server.connects).toBe(2);
});

it('watches only while ClearML is installed and watching is on, and forgets what another machine said', async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [quick] });
  bench.server.files.set('/quick', 'good 1');
  expect(await healthOf(bench)).toMatchObject({ verdict: 'off', isWatched: false, sentence: 'ClearML was not installed on it yet, so it is not watched.' });
  await installed(bench);
  const { server } = await untilHealth(bench, (health) => health.verdict === 'well');
  const { watch: _, ...form } = { watch: null, ...(await bench.call('watch.get', { server })) };
  await bench.call('watch.save', { server, watch: { isOn: false, thresholds: form.thresholds } });
  expect(await healthOf(bench)).toMatchObject({ verdict: 'off', sentence: 'Watching is switched off for it.' });
  await bench.call('watch.save', { server, watch: { isOn: true, thresholds: form.thresholds } });
  await untilHealth(bench, (health) => health.verdict === 'well');
  await bench.work.repositories.servers.forgetMachine(bench.serverId);
  await bench.work.watcher.refresh(bench.serverId);
  expect([(await healthOf(bench)).verdict, await bench.work.repositories.healths.get(bench.serverId), await bench.work.repositories.history.figures(bench.serverId)]).toEqual(['off', null, []]);
});
