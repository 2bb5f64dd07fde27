'use client';
import { useMemo } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { Chart } from '@/components/charts/chart';
import type { ChartLine } from '@/components/charts/chart-lines';
import type { ChartThreshold } from '@/components/charts/chart-paint';
import type { TimeWindow } from '@/components/charts/time-window';
import { useUrlState } from '@/components/ui/url-state';
import type { Series } from '@/lib/contract/health';
import type { ChartPlan } from './charts-of';
import { namedFigure } from './named-figure';

interface Props {
  server: string;
  chart: ChartPlan;
  all: readonly string[];
  answer: Series | null;
  window: TimeWindow;
  isZoomed: boolean;
  onZoom: (window: TimeWindow | null) => void;
  isLoading: boolean;
}
const noMarks: Series['marks'] = [];

/** One chart of the history, with another figure beside it where one is chosen (in the URL). */
export function HistoryChart({ server, chart, all, answer, window, isZoomed, onZoom, isLoading }: Props) {
  const [url, setUrl] = useUrlState('with-');
  const own = useMemo(() => chart.figures.map(({ id }) => id), [chart]);
  const other = all.find((figure) => figure === url[chart.id] && !own.includes(figure)) ?? '';
  const compared = useVerb('health.series', { server, figures: [other], from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() }, { enabled: other !== '', keepPrevious: true });
  const lines = useMemo(() => linesOf(chart, answer), [chart, answer]);
  const line = useMemo(() => comparedLine(other, compared.data ?? null), [other, compared.data]);
  const thresholds = useMemo(() => thresholdsOf(own, answer), [own, answer]);
  const options = all.filter((figure) => !own.includes(figure)).flatMap((figure) => {
    const known = namedFigure(figure);
    return known ? [{ value: figure, label: known.title }] : [];
  });
  return (
    <Chart
      server={server} title={chart.title} unit={chart.unit} lines={lines} expects={chart.figures.length} step={(answer?.step ?? 60) * 1000} thresholds={thresholds} marks={answer?.marks ?? noMarks}
      window={window} isZoomed={isZoomed} onZoom={onZoom} isLoading={isLoading}
      comparison={{ options, value: other, onChange: (figure) => setUrl({ [chart.id]: figure }), line }}
    />
  );
}

/** The lines of a chart from an answer that may hold those of others too. */
export function linesOf({ figures, unit }: ChartPlan, answer: Series | null): ChartLine[] {
  return figures.flatMap(({ id, label }) => {
    const found = answer?.series.find(({ figure }) => figure === id);
    return found && found.times.length > 0 ? [{ ...found, label, unit }] : [];
  });
}

function comparedLine(figure: string, answer: Series | null): ChartLine | null {
  const known = namedFigure(figure);
  const found = answer?.series.find((each) => each.figure === figure);
  return known && found && found.times.length > 0 ? { ...found, label: known.title, unit: known.unit } : null;
}

/** The thresholds of a chart's figures, each once: file systems share theirs. */
export function thresholdsOf(figures: readonly string[], answer: Series | null): ChartThreshold[] {
  const own = (answer?.thresholds ?? []).filter(({ figure }) => figures.includes(figure));
  return own.filter((each, index) => own.findIndex(({ value, outcome }) => value === each.value && outcome === each.outcome) === index);
}
