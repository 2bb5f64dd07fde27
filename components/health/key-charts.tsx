'use client';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { reachOf } from '@/components/charts/chart-lines';
import { Sparkline, sparkPath } from '@/components/charts/sparkline';
import { rangeOf, windowOf } from '@/components/charts/time-window';
import { ButtonLink } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { useNow } from '@/components/ui/relative-time';
import type { Health, Series } from '@/lib/contract/health';
import { formatFigure } from './format-figure';
import { keyFigures, type NewestFigure } from './key-figures-of';
import { namedFigure } from './named-figure';

const fiveMinutes = 300_000;
const points = 96;

/** The few figures one looks at first, over the last day or since the server is known; each leads to its chart. */
export function KeyCharts({ health, knownSince }: { health: Health; knownSince: string }) {
  const { server } = health;
  const figures = keyFigures(health.figures);
  const now = useNow(fiveMinutes);
  const age = now === null ? Infinity : now - Date.parse(knownSince);
  const window = windowOf({}, now ?? 0, age);
  const { data } = useVerb('health.series', { server, figures: figures.map(({ id }) => id), from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString(), points }, { enabled: now !== null && figures.length > 0, keepPrevious: true });
  if (figures.length === 0) return null;
  return (
    <section aria-labelledby="key-charts">
      <div className="mb-2 flex min-h-7 items-center justify-between gap-4">
        <h2 id="key-charts" className="font-semibold">{rangeOf({}, age).words.replace(/^t/, 'T')}</h2>
        <ButtonLink size="small" kind="quiet" className="-mr-2.5" href={`/servers/${server}/health`}>All of its health</ButtonLink>
      </div>
      <ul className="grid gap-x-8 border-t border-line sm:grid-cols-2">
        {figures.map((figure) => <KeyChart key={figure.id} server={server} figure={figure} answer={data ?? null} window={window} />)}
      </ul>
    </section>
  );
}

function KeyChart({ server, figure: { id, value, isStale }, answer, window }: { server: string; figure: NewestFigure; answer: Series | null; window: { from: number; to: number } }) {
  const known = namedFigure(id);
  const found = answer?.series.find((each) => each.figure === id);
  if (!known) return null;
  return (
    <li className="border-b border-line">
      <Link href={`/servers/${server}/health?group=${known.group}`} className="focus-inside group grid min-h-12 grid-cols-[minmax(0,1fr)_7rem] items-center gap-4 py-1.5">
        <span className="min-w-0">
          <span className="block truncate text-ink-soft group-hover:underline" title={known.title}>{known.title}</span>
          <span className={cn('font-medium', isStale && 'text-ink-faint')}>{formatFigure(known.unit, value)}{isStale && ', stale'}</span>
        </span>
        <span className="h-7">{found && found.times.length > 1 && <Sparkline path={sparkPath(found.times, found.avg, window, reachOf(found.times, (answer?.step ?? 900) * 1000))} />}</span>
      </Link>
    </li>
  );
}
