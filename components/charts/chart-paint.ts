import type uPlot from 'uplot';
import type { Series } from '@/lib/contract/health';
import type { ChartColors } from './chart-colors';

/** A line across the chart, in the figure's own unit. */
export interface ChartThreshold {
  readonly value: number;
  readonly outcome: Series['thresholds'][number]['outcome'] | 'proposed';
}
export type ChartMark = Series['marks'][number];

const words: Record<ChartThreshold['outcome'], string> = { note: 'note', warn: 'warning', fail: 'fail', proposed: 'proposed' };
const lettersAtMost = 28;

/** Thresholds as lines with their names, below the measured. */
export function paintThresholds(plot: uPlot, thresholds: readonly ChartThreshold[], divisor: number, colors: ChartColors): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const { min = 0, max = 0 } = plot.scales.left ?? {};
  ctx.save();
  ctx.font = `${10 * ratio}px ${colors.font}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  for (const { value, outcome } of thresholds) {
    const scaled = value / divisor;
    if (scaled < min || scaled > max) continue;
    const y = Math.round(plot.valToPos(scaled, 'left', true));
    line(ctx, [bbox.left, y], [bbox.left + bbox.width, y], colors.outcomes[outcome], outcome === 'proposed' ? [2 * ratio, 3 * ratio] : [6 * ratio, 4 * ratio], ratio);
    ctx.fillStyle = colors.outcomes[outcome];
    ctx.fillText(words[outcome], bbox.left + bbox.width - 4 * ratio, y - ratio);
  }
  ctx.restore();
}

/** Runs, restarts, changes and alerts as upright lines with their words, as far as there is room for words. */
export function paintMarks(plot: uPlot, marks: readonly ChartMark[], colors: ChartColors): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const { min = 0, max = 0 } = plot.scales.x ?? {};
  ctx.save();
  ctx.font = `${10 * ratio}px ${colors.font}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  let free = bbox.left;
  for (const { at, text, kind } of [...marks].sort((left, right) => left.at.localeCompare(right.at))) {
    const seconds = Date.parse(at) / 1000;
    if (!(seconds >= min && seconds <= max)) continue;
    const x = Math.round(plot.valToPos(seconds, 'x', true));
    line(ctx, [x, bbox.top], [x, bbox.top + bbox.height], kind === 'alert' ? colors.outcomes.fail : colors.mark, [2 * ratio, 2 * ratio], ratio);
    const short = text.length > lettersAtMost ? `${text.slice(0, lettersAtMost - 1)}…` : text;
    const width = ctx.measureText(short).width;
    const left = Math.min(x, bbox.left + bbox.width - width);
    if (left < free) continue;
    ctx.fillStyle = colors.faint;
    ctx.fillText(short, left, bbox.top - 2 * ratio);
    free = left + width + 8 * ratio;
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, from: readonly [number, number], to: readonly [number, number], color: string, dash: number[], width: number): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}
