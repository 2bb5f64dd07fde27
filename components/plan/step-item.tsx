'use client';
import { CircleCheck, CircleMinus, ChevronRight, Lock, RotateCw, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import { GuideLine } from '@/components/wizard/guide-line';
import type { StepPlan } from '@/lib/contract/plan';
import { count, formatDuration } from '@/lib/core/units';
import { CommandList } from './command-list';

/** One step: what it is for, its guide line, where it departs, and its commands. In place already is grey, not hidden. */
export function StepItem({ step, number, open, onToggle }: { step: StepPlan; number: number; open: boolean; onToggle: (open: boolean) => void }) {
  const detail = useId();
  const inPlace = step.state === 'in-place';
  return (
    <li className="border-b border-line last:border-b-0">
      <button type="button" aria-expanded={open} aria-controls={detail} onClick={() => onToggle(!open)} className="focus-inside grid w-full grid-cols-[1rem_1.25rem_minmax(0,1fr)] items-baseline gap-x-2 rounded-md px-1 py-2 text-left transition-colors hover:bg-hover">
        <ChevronRight aria-hidden className={cn('size-4 translate-y-0.5 text-ink-faint transition-transform', open && 'rotate-90')} />
        <span className="text-right text-ink-faint">{number}</span>
        <span className="min-w-0">
          <span className="flex items-start justify-between gap-x-4 gap-y-0.5 max-sm:flex-wrap">
            <span className={cn('min-w-0', inPlace ? 'text-ink-faint' : 'font-medium')}>{step.title}</span>
            <span className="flex min-h-5 shrink-0 flex-wrap items-center gap-x-3 max-sm:shrink">
              <Marks step={step} />
              {step.guide && <GuideLine line={step.guide} />}
            </span>
          </span>
          {!inPlace && <span className="block text-sm text-ink-soft">{step.state === 'blocked' ? step.blockedBy : `${count(step.commands.length, 'command')}, usually ${formatDuration(step.usually)}`}</span>}
        </span>
      </button>
      <div id={detail} hidden={!open}>{open && <StepDetail step={step} />}</div>
    </li>
  );
}

function Marks({ step }: { step: StepPlan }) {
  return (
    <>
      {step.state === 'in-place' && <span className="inline-flex items-center gap-1 text-sm leading-5 text-ink-faint">{step.notNeeded ? <CircleMinus aria-hidden className="size-3.5" /> : <CircleCheck aria-hidden className="size-3.5" />}{step.notNeeded ? 'Not needed' : 'In place already'}</span>}
      {step.state === 'blocked' && <Badge tone="bad"><Lock aria-hidden className="size-3" />Blocked</Badge>}
      {step.destroys.length > 0 && <Badge tone="bad"><Trash2 aria-hidden className="size-3" />Destroys</Badge>}
      {step.restarts.length > 0 && <Badge tone="warning"><RotateCw aria-hidden className="size-3" />Restarts</Badge>}
      {step.departs && step.state === 'planned' && <span className="text-sm leading-5 text-ink-faint">Otherwise than the guide</span>}
    </>
  );
}

function StepDetail({ step }: { step: StepPlan }) {
  return (
    <div className="mb-4 ml-4 flex min-w-0 flex-col gap-3 border-l border-line pl-5 max-sm:ml-1 max-sm:pl-3">
      <p className="max-w-[68ch]">{step.why}</p>
      {step.departure && <p className="max-w-[68ch] text-ink-soft"><span className="font-medium text-ink">Where we depart from the guide: </span>{step.departure}</p>}
      {step.state === 'blocked' && step.blockedBy && <Notice tone="bad" title={step.blockedBy} />}
      {step.destroys.length > 0 && <Notice tone="bad" title="Destroys"><ul className="list-disc pl-5">{step.destroys.map((line) => <li key={line}>{line}</li>)}</ul></Notice>}
      {step.restarts.length > 0 && <Notice tone="warning" title="Restarts"><ul className="list-disc pl-5">{step.restarts.map((line) => <li key={line}>{line}</li>)}</ul></Notice>}
      {step.irreversible && <p className="max-w-[68ch]"><span className="font-medium">Can’t be undone: </span>{step.irreversible}</p>}
      {!step.interruptible && <p className="text-sm text-ink-faint">It can’t be cancelled half-way: the console waits until it ends.</p>}
      {step.state === 'in-place' ? <p className="text-ink-faint">{step.notNeeded ?? 'The server was asked, and nothing is left to do here.'}</p> : step.commands.length > 0 && <CommandList commands={step.commands} />}
    </div>
  );
}
