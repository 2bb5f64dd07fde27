import { figureOf, type FigureKindId } from '@/lib/contract/figures';
import type { Health } from '@/lib/contract/health';

export type NewestFigure = Health['figures'][number];

/**
 * The few figures of the overview: load, memory, the fullest file system, and a service's response time,
 * the API server's where it is known. What a server has not is left out.
 */
export function keyFigures(figures: readonly NewestFigure[]): NewestFigure[] {
  const ofKind = (kind: FigureKindId) => figures.filter(({ id }) => figureOf(id)?.kind === kind);
  const fullest = ofKind('disk-free-percent').toSorted((left, right) => left.value - right.value)[0];
  const times = ofKind('response-time');
  const response = times.find(({ id }) => figureOf(id)?.instance === 'apiserver') ?? times[0];
  return [ofKind('load5')[0], ofKind('memory-available')[0], fullest, response].filter((figure) => figure !== undefined);
}
