/**
 * What it costs one console, held to one core, to watch 500 servers: its memory, its CPU time, and whether each is asked in time; then
 * how long the fleet page takes. BENCH_SERVERS, BENCH_SETTLE and BENCH_WINDOW (milliseconds) make it smaller while something is tried.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { FleetConsole, timed } from './fleet-console';
import { against, atRank, keep } from './results';

const count = Number(process.env.BENCH_SERVERS ?? 500);
const [settle, window] = [Number(process.env.BENCH_SETTLE ?? 120_000), Number(process.env.BENCH_WINDOW ?? 180_000)];
const cadence = 30_000;
const limits = { residentBytes: 300e6, askingsTooLate: 0, fleetMilliseconds: 300 };
const views = 40;

/** Milliseconds between two askings of one server; an asking that did not come by the end counts as one at the end. */
const gaps = (times: readonly number[], from: number, to: number): number[] => [...times, to].map((at, index) => at - (times[index - 1] ?? from));

/** How many of all findings as they are stored have which outcome. */
function outcomes(dataDirectory: string): Record<string, number> {
  const database = new BetterSqlite3(path.join(dataDirectory, 'groundcrew.db'), { readonly: true });
  const rows = database.prepare(`SELECT CASE WHEN json_extract(f.value, '$.askedAt') IS NULL THEN 'not asked' ELSE json_extract(f.value, '$.outcome') END AS outcome, COUNT(*) AS n FROM Health h, json_each(h.findings, '$.findings') f GROUP BY 1`).all() as { outcome: string; n: number }[];
  database.close();
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]));
}

const fleet = await FleetConsole.start(count);
try {
  const connected = await fleet.connected();
  await sleep(settle);
  await fleet.forget();
  const [from, cpuBefore] = [Date.now(), fleet.cpuSeconds()];
  const resident: number[] = [];
  while (Date.now() - from < window) {
    resident.push(fleet.memory('VmRSS'));
    await sleep(1000);
  }
  const { asked } = await fleet.report();
  const to = Date.now();
  const cpu = ((fleet.cpuSeconds() - cpuBefore) * 60_000) / (to - from);
  const all = asked.flatMap((times) => gaps(times, from, to));
  keep('watch500', {
    servers: count,
    resident: { ...against(Math.max(...resident), limits.residentBytes), unit: 'bytes, the most within the window', median: atRank(resident, 0.5), peak: fleet.memory('VmHWM') },
    askingsTooLate: { value: all.filter((gap) => gap > 2 * cadence).length, limit: limits.askingsTooLate, unit: `askings that came later than one cadence of 30 s, within ${Math.round(window / 1000)} s`, of: asked.flat().length },
    gap: { unit: 'ms between two askings of one server', median: Math.round(atRank(all.filter((gap) => gap > cadence / 2), 0.5)), most: Math.round(Math.max(...all)) },
    cpu: { value: Number(cpu.toFixed(1)), unit: 's of CPU a minute, of one core' },
    connected: { value: Math.round(connected), unit: 'ms from the start until each was asked' },
    findings: outcomes(fleet.dataDirectory),
  });

  const browser = await fleet.signIn();
  await browser.page('/'); // the first one loads the page's code
  const took: { page: number; list: number }[] = [];
  for (let index = 0; index < views; index++) took.push({ page: await timed(() => browser.page('/')), list: await timed(() => browser.verb('server.list', {})) });
  const both = took.map(({ page, list }) => page + list);
  const middle = (part: 'page' | 'list') => Math.round(atRank(took.map((each) => each[part]), 0.5));
  keep('fleet500', {
    servers: count,
    view: { ...against(atRank(both, 0.95), limits.fleetMilliseconds), unit: 'ms, page and server.list one after the other while all are watched, p95', median: Math.round(atRank(both, 0.5)), page: middle('page'), list: middle('list') },
    serverList: { value: Buffer.byteLength(await browser.verb('server.list', {})), unit: 'bytes' },
    residentAfter: { value: fleet.memory('VmRSS'), unit: 'bytes, after the pages were shown' },
  });
} finally {
  await fleet.close();
}
