import { figureOf } from '@/lib/contract/figures';
import type { Series } from '@/lib/contract/health';
import { heldFrom } from '@/lib/engine/retention';
import { chooseSource } from '@/lib/engine/rollup';
import type { Rolled } from '@/lib/store/repositories/history';
import { figureThresholds } from './figure-thresholds';
import { findServer } from './find-server';
import { readKept } from './history-settings';
import type { Implementation } from './types';
import { workOf } from './work';

/** Points of all figures together: an answer stays below 100 KB. */
const mostPoints = 1900;
/** Seconds between two values of a figure that nobody measures any more. */
const usualCadence = 60;

export const healthSeries: Implementation<'health.series'> = async ({ resources, clock }, { server: name, figures: asked, from, to, points }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const figures = [...new Set(asked)];
  const { thresholds } = await work.repositories.watches.get(server.id);
  const every = new Map((await work.watcher.cadences(server.id)).map(({ id, every: milliseconds }) => [id, milliseconds / 1000]));
  const cadence = Math.ceil(Math.max(...figures.map((figure) => every.get(figure) ?? usualCadence)));
  const span = { from: Math.floor(Date.parse(from) / 1000), to: Math.ceil(Date.parse(to) / 1000) };
  const held = heldFrom(await readKept(work.repositories.consoleSettings), Math.floor(clock.now() / 1000));
  const { source, step } = chooseSource({ ...span, held, points: Math.min(points, Math.floor(mostPoints / figures.length)), cadence });
  const rows = await work.repositories.history.read(server.id, { figures, source, step, ...span });
  const series = figures.map((figure) => toSeries(figure, rows.filter((row) => row.figure === figure)));
  return { step, series, thresholds: figureThresholds(figures, thresholds), marks: await work.repositories.marks.list(server, span.from * 1000, span.to * 1000) };
};

function toSeries(figure: string, rows: readonly Rolled[]): Series['series'][number] {
  const digits = figureOf(figure)?.unit === 'bytes' ? 5 : 4;
  const round = (value: number) => Number(value.toPrecision(digits));
  return { figure, times: rows.map(({ at }) => at * 1000), min: rows.map(({ min }) => round(min)), avg: rows.map(({ avg }) => round(avg)), max: rows.map(({ max }) => round(max)) };
}
