'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Plan } from '@/lib/contract/plan';
import { StepItem } from './step-item';

/** The steps under the guide's own headings. */
export function PlanChapters({ plan }: { plan: Plan }) {
  const steps = plan.chapters.flatMap((chapter) => chapter.steps);
  const foldable = steps.filter((step) => step.state !== 'in-place');
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(foldable.filter((step) => step.destroys.length > 0 || step.state === 'blocked').map((step) => step.id)));
  const all = foldable.length > 0 && foldable.every((step) => opened.has(step.id));
  const toggle = (id: string, open: boolean) => setOpened((before) => {
    const next = new Set(before);
    if (open) next.add(id);
    else next.delete(id);
    return next;
  });
  return (
    <div className="flex flex-col gap-6">
      {plan.chapters.map((chapter, index) => (
        <section key={chapter.title} aria-label={chapter.title}>
          <div className="flex items-baseline justify-between gap-4 border-b border-line pb-1.5">
            <h2 className="text-lg font-semibold">{chapter.title}</h2>
            {index === 0 && foldable.length > 0 && <Button size="small" kind="quiet" onClick={() => setOpened(new Set(all ? [] : foldable.map((step) => step.id)))}>{all ? 'Fold all steps' : 'Open all steps'}</Button>}
          </div>
          <ol>
            {chapter.steps.map((step) => <StepItem key={step.id} step={step} number={steps.indexOf(step) + 1} open={opened.has(step.id)} onToggle={(open) => toggle(step.id, open)} />)}
          </ol>
        </section>
      ))}
    </div>
  );
}
