'use client';
import { useState } from 'react';
import { StepItem } from '@/components/plan/step-item';
import { Disclosure } from '@/components/ui/disclosure';
import type { StepPlan } from '@/lib/contract/plan';
import type { RestoreLook } from '@/lib/contract/restore';
import { count, formatDuration, roughly } from '@/lib/core/units';

/** Every step with its commands, folded: what is saved first, and then what is restored. */
export function RestoreSteps({ look: { steps, first } }: { look: Pick<RestoreLook, 'steps' | 'first'> }) {
  const saving = first?.steps ?? 0;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {saving > 0 && <Group title="The backup of what is there now" steps={steps.slice(0, saving)} before={0} />}
      <Group title="The restore" steps={steps.slice(saving)} before={saving} />
    </div>
  );
}

/** `before`: so many steps come before these. */
function Group({ title, steps, before }: { title: string; steps: readonly StepPlan[]; before: number }) {
  const [open, setOpen] = useState<string | null>(null);
  const usually = steps.reduce((sum, step) => sum + (step.state === 'in-place' ? 0 : step.usually), 0);
  return (
    <Disclosure title={<><h3 className="inline font-medium text-ink">{title}</h3>: {count(steps.length, 'step')}, usually {formatDuration(roughly(usually))}</>}>
      <ol>{steps.map((step, index) => <StepItem key={step.id} step={step} number={before + index + 1} open={open === step.id} onToggle={(isOpen) => setOpen(isOpen ? step.id : null)} />)}</ol>
    </Disclosure>
  );
}
