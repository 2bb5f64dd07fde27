import BetterSqlite3 from 'better-sqlite3';
import { valuesOf } from '@/lib/engine/values';
import type { Readings } from '@/lib/engine/types';
import { secondsKept, usualKeep } from '@/lib/engine/retention';
import { shortStep, longStep } from '@/lib/engine/rollup';
import { probes } from '@/lib/guide/index';
import { simulatedAnswers } from './simulated-answers';
import { addressOf, benchInputs } from './simulated-setup';

const year = 365 * 86_400;

/** The figures that the simulated servers give, each with a value and the seconds between two. */
export function figuresOfServer(): { id: string; value: number; every: number }[] {
  const inputs = benchInputs(addressOf(0));
  const says = simulatedAnswers(inputs);
  const readingsAt = (seconds: number, probe: (typeof probes)[number]): Readings => new Map(Object.values(probe.needs(inputs)).flatMap((fact) => {
    const say = says.get(fact.id) ?? [...says].find(([beginning]) => beginning.endsWith(':') && fact.id.startsWith(beginning))?.[1];
    if (fact.from !== 'server' || !say) return [];
    const value: unknown = fact.parse({ exitCode: 0, stdout: say(seconds), stderr: '', truncated: false, timedOut: false });
    return [[fact.id, { readable: true as const, value }] as const];
  }));
  const now = Math.floor(Date.now() / 1000);
  return probes.flatMap((probe) => {
    const valuesAt = (seconds: number) => valuesOf(probe.needs(inputs), readingsAt(seconds, probe));
    const [earlier, later] = [valuesAt(now - probe.every / 1000), valuesAt(now)];
    if (probe.figures === undefined || 'reason' in earlier || 'reason' in later) return [];
    return probe.figures(later.values as never, inputs, { facts: earlier.values as never, at: now * 1000 - probe.every }, now * 1000).map(({ id, value }) => ({ id, value, every: probe.every / 1000 }));
  });
}

/** Fills a year of each server: raw values of 48 hours, 5 minutes of 30 days, hours of the year; a wave by the day with noise on it. */
export function fillHistory(file: string, servers: readonly string[]): { rows: number; figures: number } {
  const database = new BetterSqlite3(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  database.function('wave', { deterministic: false }, (at: unknown, value: unknown) => Number(value) * (1 + 0.2 * Math.sin(Number(at) / 13_751) + 0.05 * Math.random()));
  const now = Math.floor(Date.now() / 1000);
  const kept = secondsKept(usualKeep);
  const figures = figuresOfServer();
  const series = database.prepare('INSERT INTO "Series" ("serverId", "figure") VALUES (?, ?)');
  const times = 'WITH RECURSIVE t(at) AS (SELECT @from UNION ALL SELECT at + @step FROM t WHERE at + @step < @to)';
  const raw = database.prepare(`${times} INSERT INTO "Sample" ("seriesId", "at", "value") SELECT @id, at, wave(at, @value) FROM t`);
  const rolled = database.prepare(`${times} INSERT INTO "Rollup" ("seriesId", "step", "at", "min", "max", "sum", "count") SELECT @id, @step, at, v * 0.95, v * 1.07, v * @count, @count FROM (SELECT at, wave(at, @value) AS v FROM t)`);
  let rows = 0;
  for (const server of servers) {
    database.transaction(() => {
      for (const { id: figure, value, every } of figures) {
        const id = Number(series.run(server, figure).lastInsertRowid);
        const begin = (past: number, step: number) => Math.ceil((now - past) / step) * step;
        rows += raw.run({ id, value, from: begin(kept.raw, every), step: every, to: now }).changes;
        for (const [step, past] of [[shortStep, kept.short], [longStep, year]] as const) rows += rolled.run({ id, value, step, from: begin(past, step), to: now - step, count: step / every }).changes;
      }
    })();
  }
  database.close();
  return { rows, figures: figures.length };
}
