'use client';
import Link from 'next/link';
import { useState } from 'react';
import { RestoreLeft } from '@/components/restore/restore-left';
import { cn } from '@/components/ui/class-names';
import { ConnectionNote } from '@/components/ui/connection-note';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { runLook, Status } from '@/components/ui/status';
import type { Run } from '@/lib/contract/run';
import { FailurePanel } from './failure-panel';
import { LogView } from './log-view';
import { RunActions } from './run-actions';
import { RunNews } from './run-news';
import { RunProgress } from './run-progress';
import { StepChoice, StepList } from './step-list';
import { useRun } from './use-run';
import { WaitingPanel } from './waiting-panel';

/** One run, live or past. It has one page for ever; the wizard shows the same thing without the page's heading. */
export function RunView({ id, heading, initial }: { id: string; heading: 'page' | 'none'; initial?: Run }) {
  const { run, problem, log, loading, connection } = useRun(id, initial);
  const [step, setStep] = useState<string | null>(null);
  if (problem && !run) return <ErrorNotice error={problem} />;
  if (!run) return <SkeletonRows rows={10} label="Loading the run" />;
  const stuck = run.steps.find((candidate) => candidate.failure && ['failed', 'interrupted', 'cancelled', 'unknown'].includes(candidate.state));
  const waiting = run.steps.find((candidate) => candidate.state === 'waiting' && candidate.waitsFor);
  const fileName = `${run.serverName}-${run.id}.log`;
  return (
    <div className="@container flex min-w-0 flex-col gap-4">
      <RunNews run={run} />
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {heading === 'page' && <h1 className="text-xl font-semibold tracking-tight">{run.title}</h1>}
            <Status look={runLook[run.state]} />
            {heading === 'page' && run.serverId === run.id && <span className="text-ink-soft">{run.serverName} (removed)</span>}
            {heading === 'page' && run.serverId !== run.id && <Link href={`/servers/${run.serverName}`} className="text-ink-soft underline-offset-2 hover:text-ink hover:underline">{run.serverName}</Link>}
          </div>
          {heading === 'page' && <p className="mt-1 max-w-[68ch] text-lg text-ink-soft">{run.sentence}</p>}
        </div>
        <RunActions run={run} />
      </header>
      <div>
        <RunProgress run={run} />
        {heading === 'page' && <ConnectionNote connection={connection} />}
      </div>
      {waiting && <WaitingPanel key={`${waiting.id} ${waiting.attempts}`} run={run} step={waiting} />}
      {run.kind === 'restore' && run.serverId !== run.id && ['failed', 'interrupted', 'cancelled'].includes(run.state) && <RestoreLeft key={run.state} server={run.serverName} run={run.id} />}
      {stuck?.failure && <FailurePanel run={run} step={stuck} failure={stuck.failure} />}
      <div className={cn('grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 @3xl:grid-cols-[18rem_minmax(0,1fr)]', heading === 'page' ? '[--log-height:max(28rem,calc(100dvh-18rem))]' : '[--log-height:max(26rem,calc(100dvh-24rem))]')}>
        <StepList run={run} chosen={step} onChoose={setStep} className="hidden @3xl:block" />
        <Disclosure className="@3xl:hidden" title={<span className="text-ink">{stepNow(run)}</span>}><StepList run={run} chosen={step} onChoose={setStep} /></Disclosure>
        <LogView log={log} loading={loading} step={step} startAtEnd={run.state !== 'done'} fileName={fileName} className="h-[32rem] @3xl:h-(--log-height)">
          <StepChoice run={run} chosen={step} onChoose={setStep} />
        </LogView>
      </div>
    </div>
  );
}

/** The line under which the steps are folded on a small screen. */
function stepNow(run: Run): string {
  const index = run.steps.findIndex((step) => !['done', 'in-place', 'skipped'].includes(step.state));
  const step = run.steps[index];
  return step ? `Step ${index + 1} of ${run.steps.length}: ${step.title}` : `All ${run.steps.length} steps`;
}
