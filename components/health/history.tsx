'use client';
import { useVerb } from '@/components/api/use-verb';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { useNow } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { useUrlState } from '@/components/ui/url-state';
import { windowOf, zoomOf, zoomWords, type TimeWindow } from '@/components/charts/time-window';
import type { Health } from '@/lib/contract/health';
import { batches, chartGroups, type ChartPlan } from './charts-of';
import { Forecasts } from './forecasts';
import { HistoryChart } from './history-chart';
import { Marks } from './marks';
import { RangeChoice } from './range-choice';

const everyMinute = 60_000;

/** The figures over time, a group at a time; range, zoom and group are in the URL. */
export function History({ health, knownSince }: { health: Health; knownSince: string }) {
  const { server, historyPaused } = health;
  const [url, setUrl] = useUrlState();
  const now = useNow(everyMinute);
  const age = now === null ? Infinity : now - Date.parse(knownSince);
  const figures = health.figures.map(({ id }) => id);
  const groups = chartGroups(figures);
  const chosen = groups.find(({ name }) => name === url.group) ?? groups[0];
  const zoom = zoomOf(url);
  const onZoom = (window: TimeWindow | null) => setUrl(zoomWords(window));
  if (!chosen) return null;
  return (
    <section aria-labelledby="history" className="mb-10">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="history" className="font-semibold">History</h2>
        <RangeChoice url={url} age={age} onChange={setUrl} />
      </div>
      {historyPaused && <Notice tone="warning" title="History is not written just now." className="mb-4">{historyPaused}</Notice>}
      <Tabs
        label="Figures" value={chosen.name} onChange={(group) => setUrl({ group: group === groups[0]?.name ? '' : group })}
        tabs={groups.map(({ name, charts }) => ({
          value: name, label: name,
          content: (
            <>
              {name === 'Disks' && <Forecasts forecasts={health.forecasts} />}
              {now === null ? <SkeletonRows rows={10} label="Loading the charts" /> : batches(charts).map((batch, index) => (
                <Batch key={batch[0]?.id} server={server} charts={batch} all={figures} window={windowOf(url, now, age)} isZoomed={zoom !== null} onZoom={onZoom} tellsMarks={index === 0} />
              ))}
            </>
          ),
        }))}
      />
    </section>
  );
}

interface BatchProps {
  server: string;
  charts: readonly ChartPlan[];
  /** All figures of the server, to compare with. */
  all: readonly string[];
  window: TimeWindow;
  isZoomed: boolean;
  onZoom: (window: TimeWindow | null) => void;
  tellsMarks: boolean;
}

/** The charts that one question answers. */
function Batch({ server, charts, all, window, isZoomed, onZoom, tellsMarks }: BatchProps) {
  const input = { server, figures: charts.flatMap(({ figures }) => figures.map(({ id }) => id)), from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() };
  const { data, error, isPlaceholderData, isPending } = useVerb('health.series', input, { keepPrevious: true });
  return (
    <>
      <ErrorNotice error={error} className="mb-4" />
      {tellsMarks && <Marks server={server} marks={data?.marks ?? null} />}
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        {charts.map((chart) => <HistoryChart key={chart.id} server={server} chart={chart} all={all} answer={data ?? null} window={window} isZoomed={isZoomed} onZoom={onZoom} isLoading={isPending || isPlaceholderData} />)}
      </div>
    </>
  );
}
