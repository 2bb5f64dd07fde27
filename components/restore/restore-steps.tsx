'use client';
import { useState } from 'react';
import { StepItem } from '@/components/plan/step-item';
import { Disclosure } from '@/components/ui/disclosure';
import type { StepPlan } from '@/lib/contract/plan';
import type { RestoreLook } from '@/lib/contract/restore';
import { count, formatDuration, roughly } from '@/lib/core/units';

/** Every step with its commands, folded: what comes before anything is replaced, such as the backup of what is there, and the restore itself. */
export function RestoreSteps({ steps }: Pick<RestoreLook, 'steps'>) {
  const replacing = steps.findIndex(({ id }) => id.startsWith('restore/') && id !== 'restore/writers-stopped');
  const before = replacing === -1 ? 0 : replacing;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {before > 0 && <Group title="Before anything is replaced" steps={steps.slice(0, before)} before={0} />}
      <Group title="The restore" steps={steps.slice(before)} before={before} />
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
