'use client';
import { ChartLine as LineIcon, Download, Table2, ZoomOut } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { scaleOf, type Scale } from '@/components/health/format-figure';
import { saveText } from '@/components/plan/save-text';
import { cn } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { LiveRegion } from '@/components/ui/live-region';
import { Skeleton } from '@/components/ui/skeleton';
import type { FigureUnit } from '@/lib/contract/figures';
import type { CanvasModel } from './canvas-options';
import { chartCsv, csvName } from './chart-csv';
import { alignLines, boundsOf, indexAt, type ChartLine } from './chart-lines';
import type { ChartMark, ChartThreshold } from './chart-paint';
import { ChartReadings } from './chart-readings';
import { ChartTable } from './chart-table';
import { cursorWords, thresholdWords } from './chart-words';
import { CompareSelect, type Comparison } from './compare-select';
import { moveCursor, zoomByKey } from './move-cursor';
import type { TimeWindow } from './time-window';

/** uPlot and its canvas come only where there is a chart. */
const ChartCanvas = dynamic(() => import('./chart-canvas'), { ssr: false, loading: () => <Skeleton className="absolute inset-0" /> });

interface Props {
  server: string;
  title: string;
  unit: FigureUnit;
  lines: readonly ChartLine[];
  /** How many lines it has once they are all here. */
  expects: number;
  /** Milliseconds that one point stands for. */
  step: number;
  thresholds: readonly ChartThreshold[];
  marks: readonly ChartMark[];
  window: TimeWindow;
  /** Whether the window is a part that was zoomed to. */
  isZoomed: boolean;
  /** null: back to the whole range. */
  onZoom: (window: TimeWindow | null) => void;
  /** Another figure beside it, on an axis of its own. */
  comparison?: Comparison;
  /** The answer is on its way: the chart keeps its place. */
  isLoading?: boolean;
}
const noScale: Scale = { divisor: 1, label: '' };

/** One chart of one unit: readings, picture or table, CSV; by pointer and by keyboard. Its height does not change. */
export function Chart({ server, title, unit, lines: own, expects, step, thresholds, marks, window, isZoomed, onZoom, comparison, isLoading }: Props) {
  const [asTable, setAsTable] = useState(false);
  /** The moment that is looked at: it stays where it is when new points come. */
  const [looksAt, setLooksAt] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const hint = useId();
  const other = comparison?.line ?? null;
  const lines = useMemo(() => (other ? [...own, other] : own), [own, other]);
  const aligned = useMemo(() => alignLines(lines, step), [lines, step]);
  const cursor = looksAt === null ? null : indexAt(aligned, looksAt);
  const model = useMemo((): CanvasModel => {
    const most = (each: readonly ChartLine[]) => Math.max(0, ...each.map((line) => boundsOf(line)?.most ?? 0));
    return {
      aligned, marks, window, thresholds,
      sides: lines.map((line) => (line === other ? 'right' : 'left')),
      left: { unit, scale: scaleOf(unit, most(own)) },
      right: other ? { unit: other.unit, scale: scaleOf(other.unit, most([other])) } : null,
    };
  }, [aligned, lines, marks, other, own, thresholds, unit, window]);
  const scales = model.sides.map((side) => (side === 'left' ? model.left.scale : model.right?.scale ?? noScale));
  const isEmpty = aligned.times.length === 0;

  const lookAt = (index: number | null) => setLooksAt(index === null ? null : aligned.times[index] ?? null);
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moveCursor(aligned, cursor, event.key);
    const zoom = zoomByKey(window, looksAt, event.key, Date.now());
    if (next === null && zoom === null && event.key !== 'Escape' && event.key !== '0') return;
    event.preventDefault();
    if (next !== null) {
      lookAt(next);
      setSaid(cursorWords(aligned, lines, next));
    } else if (zoom) onZoom(zoom);
    else if (event.key === '0') onZoom(null);
    else lookAt(null);
  };

  return (
    <figure className="flex min-w-0 flex-col" aria-label={title}>
      <div className="flex min-h-8 items-center gap-1">
        <h3 className="min-w-0 flex-1 truncate font-medium" title={title}>{title}{!isEmpty && model.left.scale.label && <span className="font-normal text-ink-faint">, {model.left.scale.label}</span>}</h3>
        {comparison && <CompareSelect title={title} comparison={comparison} />}
        {isZoomed && <IconButton icon={ZoomOut} size="small" label={`Show the whole range of ${title}`} onClick={() => onZoom(null)} />}
        <IconButton icon={asTable ? LineIcon : Table2} size="small" label={asTable ? `${title} as a chart` : `${title} as a table`} aria-pressed={asTable} onClick={() => setAsTable(!asTable)} />
        <IconButton icon={Download} size="small" label={`Download ${title} as CSV`} disabled={isEmpty} onClick={() => saveText(csvName(server, title), chartCsv(lines), 'text/csv')} />
      </div>
      <ChartReadings aligned={aligned} lines={lines} expects={expects + (comparison?.value ? 1 : 0)} cursor={cursor} />
      <div className="relative mt-1 h-44">
        {isLoading && isEmpty ? <Skeleton className="absolute inset-0" /> : isEmpty ? (
          <p className="absolute inset-0 flex items-center justify-center rounded-md border border-dashed border-line text-ink-faint">Nothing was kept in this time.</p>
        ) : asTable ? (
          <ChartTable title={title} aligned={aligned} lines={lines} scales={scales} />
        ) : (
          <div
            role="application" aria-roledescription="chart" aria-label={title} aria-describedby={hint} tabIndex={0} onKeyDown={press} onBlur={() => lookAt(null)}
            className={cn('focus-inside absolute inset-0', isLoading && 'opacity-60')}
          >
            <ChartCanvas model={model} cursor={cursor} onCursor={lookAt} onZoom={onZoom} />
          </div>
        )}
        <p id={hint} className="sr-only">Arrow keys move from value to value, Home and End to the ends, plus and minus zoom, 0 shows the whole range.</p>
        <LiveRegion>{said}</LiveRegion>
      </div>
      <p className="min-h-4 truncate text-xs text-ink-faint">{thresholdWords(unit, thresholds)}</p>
    </figure>
  );
}
