import type { ReactNode } from 'react';
import { CommandText } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { RelativeTime } from '@/components/ui/relative-time';
import { PlainLines } from '@/components/run/plain-lines';
import { GuideLine } from '@/components/wizard/guide-line';
import type { Finding } from '@/lib/contract/finding';

/** The opened finding: the guide's line, actual and wanted, the remedy, what can be done, and the command with its answer. */
export function FindingDetail({ finding, actions }: { finding: Finding; actions: ReactNode }) {
  return (
    <div className="mb-3 ml-7 flex min-w-0 flex-col wrap-anywhere gap-3 border-l border-line pl-4 max-sm:ml-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {finding.guide ? <GuideLine line={finding.guide} /> : <span className="text-xs text-ink-faint">The guide does not ask for this</span>}
        {finding.actual !== null && <span className="min-w-0 text-sm">Actual: <strong className="font-medium">{finding.actual}</strong></span>}
        {finding.wanted !== null && <span className="min-w-0 text-sm">Wanted: <strong className="font-medium">{finding.wanted}</strong></span>}
      </div>
      {finding.remedy && <p className="max-w-[68ch]"><span className="font-medium">What to do: </span>{finding.remedy}</p>}
      {finding.override && (
        <p className="max-w-[68ch] rounded-md bg-sunken px-3 py-2">
          Overridden by {finding.override.by} <RelativeTime at={finding.override.at} />: {finding.override.reason}
        </p>
      )}
      {actions}
      {finding.evidence.map((evidence, index) => (
        <Disclosure key={index} open={finding.outcome === 'unknown' && finding.evidence.length === 1} title={finding.askedFrom === 'server' ? 'Command and answer' : 'Question and answer'} aside={evidence.exitCode !== null && <span className="text-sm text-ink-faint">exit code {evidence.exitCode}</span>}>
          <div className="flex flex-col gap-1.5">
            <CommandText text={evidence.command} {...(finding.askedFrom === 'server' ? { prompt: '$' as const } : {})} />
            {evidence.output === '' ? <p className="text-sm text-ink-faint">It answered nothing.</p> : <PlainLines lines={evidence.output.trimEnd().split('\n')} />}
          </div>
        </Disclosure>
      ))}
    </div>
  );
}
