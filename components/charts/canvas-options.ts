import type uPlot from 'uplot';
import { axisLabels, type Scale } from '@/components/health/format-figure';
import type { FigureUnit } from '@/lib/contract/figures';
import type { Aligned, Column } from './chart-lines';
import { lineDashes, type ChartColors } from './chart-colors';
import { paintMarks, paintThresholds, type ChartMark, type ChartThreshold } from './chart-paint';
import type { TimeWindow } from './time-window';
import { yRange } from './y-range';

/** One side of the chart: what its axis counts in. */
export interface ChartSide {
  readonly unit: FigureUnit;
  readonly scale: Scale;
}
export interface CanvasModel {
  readonly aligned: Aligned;
  /** Of each line, in order. */
  readonly sides: readonly ('left' | 'right')[];
  readonly left: ChartSide;
  readonly right: ChartSide | null;
  readonly thresholds: readonly ChartThreshold[];
  readonly marks: readonly ChartMark[];
  readonly window: TimeWindow;
}

/** The band between least and most is drawn where one line stands alone. */
const isAlone = ({ sides }: CanvasModel): boolean => sides.length === 1;

/** What uPlot draws: seconds, then a row of numbers each line, in the unit of its side; behind them, the band of a line that stands alone. */
export function canvasData(model: CanvasModel): uPlot.AlignedData {
  const scaled = (column: Column, side: 'left' | 'right') => {
    const { divisor } = (side === 'left' ? model.left : model.right ?? model.left).scale;
    return column.map((value) => (typeof value === 'number' ? value / divisor : value));
  };
  const rows = model.aligned.lines.map(({ avg }, index) => scaled(avg, model.sides[index] ?? 'left'));
  const [only] = model.aligned.lines;
  const band = isAlone(model) && only ? [scaled(only.min, 'left'), scaled(only.max, 'left')] : [];
  return [model.aligned.times.map((time) => time / 1000), ...rows, ...band];
}

interface Handlers {
  onCursor: (index: number | null) => void;
  onZoom: (window: TimeWindow) => void;
}

/** `current` gives the newest model: data, window and marks change without a new canvas. */
export function canvasOptions(current: () => CanvasModel, colors: ChartColors, size: { width: number; height: number }, { onCursor, onZoom }: Handlers): uPlot.Options {
  const model = current();
  const font = `11px ${colors.font}`;
  const axis = { font, stroke: colors.faint, ticks: { stroke: colors.grid, width: 1, size: 4 }, gap: 4 };
  const ySide = (side: 'left' | 'right'): uPlot.Axis => ({
    ...axis, scale: side, side: side === 'left' ? 3 : 1, size: 52, space: 28,
    grid: { show: side === 'left', stroke: colors.grid, width: 1 },
    values: (_, splits) => axisLabels(splits),
  });
  const yScale = (side: 'left' | 'right'): uPlot.Scale => ({
    range: (_, least, most) => {
      const { thresholds, left, right } = current();
      const of = side === 'left' ? left : right ?? left;
      return yRange(least, most, side === 'left' ? thresholds.map(({ value }) => value / left.scale.divisor) : [], of.unit === 'percent' ? 100 : Infinity);
    },
  });
  const series = model.sides.map((side, index): uPlot.Series => ({
    scale: side, stroke: colors.lines[index % colors.lines.length]!, width: 1.5, dash: [...(lineDashes[index % lineDashes.length] ?? [])], points: { size: 4 },
  }));
  const edge = (): uPlot.Series => ({ scale: 'left', width: 0, points: { show: false } });
  return {
    ...size,
    padding: [14, model.right ? 0 : 12, 0, 0],
    legend: { show: false },
    scales: { x: { time: true, range: () => [current().window.from / 1000, current().window.to / 1000] }, left: yScale('left'), ...(model.right ? { right: yScale('right') } : {}) },
    axes: [{ ...axis, grid: { show: false }, size: 26, space: 64, values: (_, splits, __, ___, distance) => timeLabels(splits, distance) }, ySide('left'), ...(model.right ? [ySide('right')] : [])],
    series: [{}, ...series, ...(isAlone(model) ? [edge(), edge()] : [])],
    bands: isAlone(model) ? [{ series: [3, 2], fill: faded(colors.lines[0]!) }] : [],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 6 },
      points: { size: 7 },
      // Charts of one time show one moment; what is dragged on one is its own.
      sync: { key: 'health', filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' } },
    },
    hooks: {
      drawAxes: [(plot) => { paintMarks(plot, current().marks, colors); paintThresholds(plot, current().thresholds, current().left.scale.divisor, colors); }],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => {
        const { left, width } = plot.select;
        if (width < 6) return;
        const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')].map((seconds) => Math.round(seconds * 1000));
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        onZoom({ from: from!, to: to! });
      }],
    },
  };
}

/** A token is written with six digits; two more make it see-through. */
const faded = (color: string): string => (/^#[0-9a-f]{6}$/i.test(color) ? `${color}26` : 'transparent');

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });

/** Times of day; at midnight, and from a day apart on, the date; from a month apart on, the month. In the operator's zone. */
function timeLabels(splits: readonly number[], distance: number): string[] {
  return splits.map((seconds) => {
    const at = new Date(seconds * 1000);
    if (distance >= 28 * 86_400) return month.format(at);
    return distance >= 86_400 || (at.getHours() === 0 && at.getMinutes() === 0) ? date.format(at) : clock.format(at);
  });
}
