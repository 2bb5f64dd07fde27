'use client';
import { useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useVerb } from '@/components/api/use-verb';
import { Chart } from '@/components/charts/chart';
import type { ChartThreshold } from '@/components/charts/chart-paint';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Series } from '@/lib/contract/health';
import type { Proposals as Answer, Thresholds } from '@/lib/contract/watch';
import { linesOf, thresholdsOf } from './history-chart';
import { namedFigure } from './named-figure';
import { isThreshold, thresholdLabel } from './threshold-fields';
import type { WatchFormApi } from './use-watch-form';

type Proposal = Answer['proposals'][number];
const day = 86_400_000;
const figuresAtMost = 12;
const noMarks: Series['marks'] = [];

/** What the server's own history proposes, each drawn on the chart of its figure before it is taken. */
export function Proposals({ server, form }: { server: string; form: WatchFormApi }) {
  const { data, error } = useVerb('watch.propose', { server });
  const [until] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000);
  const window = useMemo(() => ({ from: until - (data && data.days >= 1 ? data.days : 14) * day, to: until }), [until, data]);
  const figures = [...new Set((data?.proposals ?? []).map(({ figure }) => figure))].slice(0, figuresAtMost);
  const history = useVerb('health.series', { server, figures, from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() }, { enabled: figures.length > 0 });
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <SkeletonRows rows={4} label="Looking at its history" />;
  return (
    <section aria-label="What its history proposes" className="flex flex-col gap-5">
      <p className="max-w-[68ch] text-ink-soft">{data.sentence}</p>
      <ErrorNotice error={history.error} />
      <ul className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        {data.proposals.map((proposal) => (
          <li key={proposal.threshold} className="min-w-0"><ProposalItem server={server} proposal={proposal} form={form} answer={history.data ?? null} isLoading={history.isPending} window={window} /></li>
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  server: string;
  proposal: Proposal;
  form: WatchFormApi;
  answer: Series | null;
  isLoading: boolean;
  window: { from: number; to: number };
}

function ProposalItem({ server, proposal, form, answer, isLoading, window }: ItemProps) {
  const { threshold, title, now, proposed, unit, figure, why } = proposal;
  const known = namedFigure(figure);
  const lines = useMemo(() => proposalLines(figure, answer), [answer, figure]);
  const thresholds = useMemo((): ChartThreshold[] => [...thresholdsOf([figure], answer), { value: inFigure(proposal), outcome: 'proposed' }], [answer, figure, proposal]);
  const words = (value: number) => `${value}${unit && unit !== 'load' ? ` ${unit}` : ''}`;
  return (
    <>
      <p><span className="font-medium">{title || thresholdLabel(threshold)}</span>: {words(now)} now, {words(proposed)} proposed.</p>
      <p className="mb-2 text-sm text-ink-soft">{why}</p>
      {known && <Chart server={server} title={known.title} unit={known.unit} lines={lines} expects={1} step={(answer?.step ?? 3600) * 1000} thresholds={thresholds} marks={noMarks} window={window} isZoomed={false} onZoom={() => undefined} isLoading={isLoading} />}
      {isThreshold(threshold) && <Take form={form} name={threshold} proposal={proposal} />}
    </>
  );
}

function proposalLines(figure: string, answer: Series | null) {
  const known = namedFigure(figure);
  return known ? linesOf({ id: figure, title: known.title, unit: known.unit, figures: [{ id: figure, label: known.title }] }, answer) : [];
}

function Take({ form, name, proposal }: { form: WatchFormApi; name: keyof Thresholds; proposal: Proposal }) {
  const path = `thresholds.${name}` as const;
  const isTaken = useWatch({ control: form.control, name: path }) === proposal.proposed;
  const set = (value: number) => form.setValue(path, value, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  return isTaken
    ? <p className="mt-1 flex items-center gap-2 text-sm text-ink-soft"><span role="status">Taken into the form. It holds once you save.</span><Button size="small" kind="quiet" onClick={() => set(proposal.now)}>Put it back</Button></p>
    : <Button size="small" className="mt-1" aria-label={`Take it: ${proposal.title}`} onClick={() => set(proposal.proposed)}>Take it</Button>;
}

/** Thresholds of memory are decimal GB; their charts count bytes. */
const inFigure = ({ proposed, unit }: Proposal): number => (unit === 'GB' ? proposed * 1e9 : proposed);
