import type { Proposals } from '@/lib/contract/watch';
import { propose } from '@/lib/engine/proposal';
import { shortStep } from '@/lib/engine/rollup';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

const day = 86_400;
const fortnight = 14 * day;
const leastDays = 3;
const kinds = ['load5', 'memory-available', 'response-time'];

export const proposeWatch: Implementation<'watch.propose'> = async ({ resources, clock }, input): Promise<Proposals> => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  const { thresholds } = await work.repositories.watches.get(server.id);
  const figures = (await work.repositories.history.figures(server.id)).filter((figure) => kinds.includes(figure.split(':')[0] ?? ''));
  const now = Math.floor(clock.now() / 1000);
  const rows = figures.length === 0 ? [] : await work.repositories.history.read(server.id, { figures, source: shortStep, step: shortStep, from: now - fortnight, to: now });
  // Hours without an answer are no history.
  const days = Math.round((new Set(rows.map(({ at }) => at)).size * shortStep * 10) / day) / 10;
  if (days < leastDays) return { proposals: [], days, sentence: `There are ${days} days of history; thresholds of this server's own are proposed after ${leastDays}.` };
  const proposals = propose(figures.map((figure) => {
    const own = rows.filter((row) => row.figure === figure);
    return { figure, lows: own.map(({ min }) => min), highs: own.map(({ max }) => max) };
  }), thresholds);
  return { proposals, days, sentence: proposals.length === 0 ? `The thresholds fit what ${days} days of history show.` : `${days} days of history propose other thresholds.` };
};
