import { afterEach, expect, it, vi } from 'vitest';
import { guideThresholds } from '@/lib/contract/watch';
import { newId } from '@/lib/core/ids';
import { seconds } from '@/lib/core/units';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { install, sudo } from '@/lib/shell/command';
import { RunBench } from '../../support/run-bench';
import { fileProbe, installed, untilHealth } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

const name = async () => (await bench.work.repositories.servers.byId(bench.serverId))!.name;
const hour = 3600;
const iso = (second: number) => new Date(second * 1000).toISOString();

it('gives history as it was, gaps as gaps, with thresholds and marks', async () => {
  bench = await RunBench.open([], 1);
  await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
  const server = await name();
  const now = Math.floor(bench.clock.now() / 1000);
  const from = now - hour;
  for (let at = from + 60; at < now; at += 60) if (at < from + 1200 || at > from + 1800) await bench.work.repositories.history.add(bench.serverId, at, [{ figure: 'load5', value: at - from }, { figure: 'disk-free:/', value: 123_456_789_012 }]);
  const run = newId();
  await bench.resources.database.run.create({ data: { id: run, serverId: bench.serverId, serverName: server, kind: 'install', title: 'Install ClearML', state: 'done', actor: 'ada', inputsHash: '', inputsEnc: '', createdAt: new Date(iso(from)), startedAt: new Date(iso(from + 300)) } });
  await bench.resources.database.runStep.create({ data: { runId: run, stepId: 'installation/reboot', position: 0, title: 'Restart the machine', chapter: '', state: 'done', usually: 0, approved: '[]', startedAt: new Date(iso(from + 400)) } });
  await bench.call('watch.save', { server, watch: { isOn: true, thresholds: { ...guideThresholds, loadWarn: 7 } } });
  const { step, series, thresholds, marks } = await bench.call('health.series', { server, figures: ['load5', 'disk-free:/', 'load5', 'nothing:of it'], from: iso(from), to: iso(now), points: 60 });
  expect(step).toBe(60);
  expect(series.map(({ figure, times }) => [figure, times.length])).toEqual([['load5', 48], ['disk-free:/', 48], ['nothing:of it', 0]]);
  const gaps = series[0]!.times.slice(1).map((time, index) => time - series[0]!.times[index]!).filter((gap) => gap > 60_000);
  expect(gaps).toEqual([12 * 60_000]);
  expect(series[1]!.avg[0]).toBe(123_460_000_000);
  expect(thresholds).toEqual([{ figure: 'load5', value: 7, outcome: 'warn' }, { figure: 'load5', value: 10, outcome: 'fail' }]);
  expect(marks.map(({ kind, text }) => [kind, text])).toEqual([['run', 'Install ClearML'], ['reboot', 'Restarted by run “Install ClearML”']]);
  const later = await bench.call('health.series', { server, figures: ['load5'], from: iso(from), to: iso(now + 60), points: 60 });
  expect(later.marks.at(-1)).toMatchObject({ kind: 'config', text: `ada changed the watching of ${server}` });
});

it('answers for a year of 12 figures with less than 100 KB', async () => {
  bench = await RunBench.open([], 1);
  const server = await name();
  const now = Math.floor(bench.clock.now() / 1000);
  const from = now - 365 * 24 * hour;
  const figures = Array.from({ length: 12 }, (_, index) => `container-memory:some-container-${index}`);
  await bench.work.repositories.history.add(bench.serverId, now, figures.map((figure) => ({ figure, value: 1 })));
  await bench.resources.database.$executeRaw`INSERT INTO "Rollup" ("seriesId", "step", "at", "min", "max", "sum", "count") WITH RECURSIVE hours(h) AS (SELECT 0 UNION ALL SELECT h + 1 FROM hours WHERE h < 8759) SELECT "id", 3600, ${from} / 3600 * 3600 + h * 3600, 1234567890.123 + h * 7.7, 1234567890.123 + h * 9.9, 12345678901.123 + h * 88.8, 10 FROM hours, "Series"`;
  const answer = await bench.call('health.series', { server, figures, from: iso(from), to: iso(now), points: 1000 });
  expect(JSON.stringify(answer).length).toBeLessThan(100_000);
  expect(answer.series.every(({ times }) => times.length > 120)).toBe(true);
});

it('repairs by a run of its own what was shown and nothing else, with the name typed where it destroys, and asks again', async () => {
  const repair = (name: string, destroys: boolean): Partial<Probe<Inputs>> => ({ repair: { title: `Mend ${name}`, plan: () => (destroys ? [sudo(['append', `/${name}`, 'x'], { effect: 'destroys' })] : [install(`/${name}`, 'good')]) } });
  bench = await RunBench.open([], 200, undefined, { probes: [fileProbe('one', seconds(30), repair('one', false)), fileProbe('two', seconds(30), repair('two', true))] });
  bench.server.files.set('/one', 'bad').set('/two', 'bad');
  await installed(bench);
  const { server, findings } = await untilHealth(bench, ({ findings }) => findings.every(({ askedAt }) => askedAt !== null));
  const [, one, two] = findings;
  await expect(bench.call('health.repair', { server, check: 'test/one', shown: 'other' })).rejects.toMatchObject({ code: 'conflict', reason: 'shown.other' });
  await expect(bench.call('health.repair', { server, check: 'test/two', shown: two!.repair!.id })).rejects.toMatchObject({ reason: 'confirm.differs' });
  const { run } = await bench.call('health.repair', { server, check: 'test/one', shown: one!.repair!.id });
  expect(await bench.until(run, ({ state }) => state === 'done')).toMatchObject({ kind: 'repair', title: 'Mend one', steps: [{ state: 'done' }] });
  await untilHealth(bench, (health) => health.findings[1]!.outcome === 'pass');
  await expect(bench.call('health.repair', { server, check: 'test/one', shown: one!.repair!.id })).rejects.toMatchObject({ reason: 'repair.none' });
});

it('keeps the API key as a secret, never gives it back, and moves it to no other access key', async () => {
  bench = await RunBench.open([], 1);
  const server = await name();
  const save = (apiAccessKey: string, apiSecretKey: { action: 'keep' } | { action: 'set'; value: string } = { action: 'keep' }) => bench.call('watch.save', { server, watch: { isOn: true, thresholds: guideThresholds, apiAccessKey, apiSecretKey } });
  await expect(save('KEY')).rejects.toMatchObject({ reason: 'watch.secret-missing' });
  const saved = await save('KEY', { action: 'set', value: 'very secret value' });
  expect(saved).toEqual(await bench.call('watch.get', { server }));
  expect(JSON.stringify(saved)).not.toContain('very secret');
  expect(saved).toMatchObject({ apiAccessKey: 'KEY', apiSecretKey: { isSet: true } });
  await expect(save('OTHER')).rejects.toMatchObject({ reason: 'watch.secret-other' });
  const { redactorOfServer } = await import('@/lib/services/known-secrets');
  expect((await redactorOfServer(bench.work, bench.serverId)).redact('it is very secret value')).not.toContain('very secret');
  expect(await save('')).toMatchObject({ apiAccessKey: '', apiSecretKey: { isSet: false } });
});

it('proposes thresholds from what was measured, and none before there is enough of it', async () => {
  bench = await RunBench.open([], 1);
  const server = await name();
  const now = Math.floor(bench.clock.now() / 300_000) * 300;
  await bench.work.repositories.history.add(bench.serverId, now, [{ figure: 'load5', value: 1 }]);
  expect(await bench.call('watch.propose', { server })).toEqual({ proposals: [], days: 0, sentence: "There are 0 days of history; thresholds of this server's own are proposed after 3." });
  await bench.resources.database.$executeRaw`INSERT INTO "Rollup" ("seriesId", "step", "at", "min", "max", "sum", "count") WITH RECURSIVE steps(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM steps WHERE s < 2000) SELECT "id", 300, ${now} - s * 300, 12, 12, 120, 10 FROM steps, "Series"`;
  const { proposals, days, sentence } = await bench.call('watch.propose', { server });
  expect([days, sentence, proposals.map(({ threshold, now: is, proposed }) => [threshold, is, proposed])]).toEqual([6.9, '6.9 days of history propose other thresholds.', [['loadWarn', 5, 15.5], ['loadFail', 10, 31]]]);
});
