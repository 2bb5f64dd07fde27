'use client';
import { useState } from 'react';
import { StepItem } from '@/components/plan/step-item';
import { Disclosure } from '@/components/ui/disclosure';
import type { BackupStepLook } from '@/lib/contract/backup-look';
import { count } from '@/lib/core/units';

/** Every step with its commands, folded. One that waits for an earlier step says so. */
export function LookSteps({ steps }: { steps: readonly BackupStepLook[] }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string, open: boolean) => setOpened((before) => {
    const next = new Set(before);
    if (open) next.add(id);
    else next.delete(id);
    return next;
  });
  const commands = steps.reduce((sum, step) => sum + step.commands.length, 0);
  return (
    <Disclosure title={`Every command: ${count(steps.length, 'step')}, ${count(commands, 'command')} known so far`}>
      <ol>
        {steps.map((step, index) => (step.isLater ? <Later key={step.id} title={step.title} number={index + 1} /> : <StepItem key={step.id} step={step} number={index + 1} open={opened.has(step.id)} onToggle={(open) => toggle(step.id, open)} />))}
      </ol>
    </Disclosure>
  );
}

const Later = ({ title, number }: { title: string; number: number }) => (
  <li className="grid grid-cols-[1rem_1.25rem_minmax(0,1fr)] items-baseline gap-x-2 border-b border-line px-1 py-2 last:border-b-0">
    <span className="col-start-2 text-right text-ink-faint">{number}</span>
    <span className="min-w-0"><span className="font-medium">{title}</span><span className="block text-sm text-ink-soft">Planned when it is its turn, from what the steps before it have stored.</span></span>
  </li>
);
