import { formatFigure } from '@/components/health/format-figure';
import { readingAt, type Aligned, type ChartLine, type Reading } from './chart-lines';
import type { ChartThreshold } from './chart-paint';

const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
/** "12 Mar, 14:05:30" in the operator's zone. */
export const momentWords = (time: number): string => moment.format(time);

/** The average, and from where to where it went where one point stands for several values. */
export function readingWords(unit: ChartLine['unit'], reading: Reading | null): string {
  if (!reading) return 'nothing kept';
  const { min, avg, max } = reading;
  const [low, middle, high] = [min, avg, max].map((value) => formatFigure(unit, value));
  return low === high ? middle! : `${middle} (${low} to ${high})`;
}

/** What the cursor stands on, as it is read out: "12 Mar, 14:05:30: 5-minute load 3.42." */
export function cursorWords(aligned: Aligned, lines: readonly ChartLine[], index: number): string {
  const time = aligned.times[index];
  if (time === undefined) return '';
  const said = lines.map(({ label, unit }, line) => `${label} ${readingWords(unit, readingAt(aligned, line, index))}`);
  return `${momentWords(time)}: ${said.join('; ')}.`;
}

const outcomeWords: Record<ChartThreshold['outcome'], string> = { note: 'a note', warn: 'a warning', fail: 'a failure', proposed: 'proposed' };

/** "Lines: a warning at 5.00, a failure at 10.00." Empty without any. */
export function thresholdWords(unit: ChartLine['unit'], thresholds: readonly ChartThreshold[]): string {
  if (thresholds.length === 0) return '';
  return `Lines: ${thresholds.map(({ outcome, value }) => `${outcomeWords[outcome]} at ${formatFigure(unit, value)}`).join(', ')}.`;
}
