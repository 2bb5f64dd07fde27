'use client';
import { useState } from 'react';
import { StepItem } from '@/components/plan/step-item';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { sourceNames } from '@/lib/contract/backup';
import type { RestoreLook } from '@/lib/contract/restore';
import { count } from '@/lib/core/units';

const figure = (value: number | null): string => (value === null ? 'not known' : String(value));

/** What is lost, what stands against it, and the steps with their commands. */
export function RestoreLookView({ look }: { look: RestoreLook }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {look.findings.map(({ outcome, message, remedy }) => <Notice key={message} tone={outcome === 'refuse' ? 'bad' : 'warning'} title={message}>{remedy}</Notice>)}
      <p className="max-w-[68ch]">The backup was begun <RelativeTime at={look.startedAt} />. All that was done in ClearML since is lost.</p>
      {look.losses.length > 0 && (
        <table className="w-full text-left text-sm">
          <caption className="sr-only">What differs between now and the backup</caption>
          <thead><tr className="border-b border-line"><th scope="col" className="py-1 pr-4 font-medium">What</th><th scope="col" className="py-1 pr-4 text-right font-medium">Now</th><th scope="col" className="py-1 text-right font-medium">In the backup</th></tr></thead>
          <tbody>
            {look.losses.map(({ source, name, now, then, unit }) => (
              <tr key={`${source} ${name}`} className="border-b border-line last:border-b-0">
                <td className="py-1 pr-4 break-all">{sourceNames[source]}: {name}</td>
                <td className="py-1 pr-4 text-right whitespace-nowrap">{figure(now)}{now !== null && ` ${unit}`}</td>
                <td className="py-1 text-right whitespace-nowrap">{figure(then)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {look.more > 0 && <p className="text-sm text-ink-faint">{count(look.more, 'more difference')} of this kind {look.more === 1 ? 'is' : 'are'} not listed.</p>}
      {look.configuration.length > 0 && (
        <section>
          <h3 className="font-medium">The configuration</h3>
          <ul className="list-disc pl-5">{look.configuration.map((sentence) => <li key={sentence} className="wrap-anywhere">{sentence}</li>)}</ul>
        </section>
      )}
      <ol>{look.steps.map((step, index) => <StepItem key={step.id} step={step} number={index + 1} open={open === step.id} onToggle={(isOpen) => setOpen(isOpen ? step.id : null)} />)}</ol>
    </div>
  );
}
