'use client';
import { Fragment, useEffect, useRef } from 'react';
import { cn } from '@/components/ui/class-names';
import { Duration } from '@/components/ui/relative-time';
import { Status, stepLook } from '@/components/ui/status';
import type { Run, RunStep } from '@/lib/contract/run';
import { formatDuration } from '@/lib/core/units';

interface Props {
  run: Run;
  chosen: string | null;
  onChoose: (step: string | null) => void;
  className?: string;
}

/** The steps under the guide's headings, each with its state and time. Choosing one shows only its output. */
export function StepList({ run, chosen, onChoose, className }: Props) {
  const list = useRef<HTMLElement>(null);
  const active = run.steps.find((step) => step.state === 'running' || step.state === 'waiting' || step.state === 'failed')?.id;
  useEffect(() => {
    const nav = list.current;
    const row = nav?.querySelector<HTMLElement>('[data-active]');
    // Only the list itself is moved, never the page; and to the top of a row, so that none is cut.
    if (!nav || !row || (row.offsetTop >= nav.scrollTop && row.offsetTop + row.offsetHeight <= nav.scrollTop + nav.clientHeight)) return;
    const above = [...nav.querySelectorAll('li')].filter((each) => each.offsetTop > row.offsetTop - nav.clientHeight / 3);
    nav.scrollTop = above[0]?.offsetTop ?? row.offsetTop;
  }, [active]);
  return (
    <nav ref={list} aria-label="Steps of the run" className={cn('relative min-w-0 @3xl:max-h-(--log-height) @3xl:overflow-y-auto', className)}>
      <ol className="flex flex-col">
        {run.steps.map((step, index) => (
          <Fragment key={step.id}>
            {step.chapter !== run.steps[index - 1]?.chapter && <li className="mt-2 mb-1 px-2 text-xs font-semibold text-ink-faint first:mt-0">{step.chapter}</li>}
            <li data-active={step.id === active || undefined}><StepRow step={step} number={index + 1} chosen={chosen === step.id} onChoose={() => onChoose(chosen === step.id ? null : step.id)} /></li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}

function StepRow({ step, number, chosen, onChoose }: { step: RunStep; number: number; chosen: boolean; onChoose: () => void }) {
  const active = step.state === 'running' || step.state === 'waiting';
  return (
    <button type="button" aria-pressed={chosen} onClick={onChoose} title={chosen ? 'Show all output' : 'Show only this step’s output'} className={cn('focus-inside flex w-full gap-2 rounded-md px-2 py-1.5 text-left transition-colors hover:bg-hover', chosen && 'bg-selected hover:bg-selected')}>
      <Status look={stepLook[step.state]} iconOnly className="mt-0.5 self-start" />
      <span className="min-w-0 flex-1">
        <span className={cn('block', active ? 'font-semibold' : step.state === 'pending' || step.state === 'in-place' ? 'text-ink-soft' : '')}><span className="sr-only">Step {number}: </span>{step.title}</span>
        <span className="block text-sm text-ink-faint"><StepTime step={step} /></span>
      </span>
    </button>
  );
}

function StepTime({ step }: { step: RunStep }) {
  const again = step.attempts > 1 ? `, attempt ${step.attempts}` : '';
  if (step.state === 'in-place') return 'In place already';
  if (step.state === 'skipped') return `Skipped: ${step.skipReason ?? 'no reason given'}`;
  if (step.state === 'running' && step.startedAt) {
    return <><Duration from={step.startedAt} to={null} />, usually {formatDuration(step.usually)}{again}{step.slow && <span className="font-medium text-warning"> · slow</span>}</>;
  }
  if (step.startedAt && step.endedAt) return <>{stepLook[step.state].word}, <Duration from={step.startedAt} to={step.endedAt} />{again}</>;
  return step.state === 'pending' ? `usually ${formatDuration(step.usually)}` : `${stepLook[step.state].word}${again}`;
}

/** The same choice inside the log's toolbar, where the list is out of sight. */
export function StepChoice({ run, chosen, onChoose }: Props) {
  return (
    <select aria-label="Whose output" value={chosen ?? ''} onChange={(event) => onChoose(event.target.value || null)} className="h-7 max-w-52 truncate rounded-sm bg-terminal px-1 text-sm text-terminal-ink">
      <option value="">All steps</option>
      {run.steps.filter((step) => step.attempts > 0 || step.id === chosen).map((step) => <option key={step.id} value={step.id}>{step.title}</option>)}
    </select>
  );
}
