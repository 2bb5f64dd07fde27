'use client';
import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw, ShieldAlert, Wrench } from 'lucide-react';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { CommandText } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { PlainLines } from '@/components/run/plain-lines';
import { GuideLine } from '@/components/wizard/guide-line';
import type { Finding } from '@/lib/contract/finding';
import { OverrideDialog } from './override-dialog';
import { RepairDialog } from './repair-dialog';

/** The opened finding: the guide's line, actual and wanted, the remedy, what can be done, and the command with its answer. */
export function FindingDetail({ finding, server, acts, asking }: { finding: Finding; server: string; acts: boolean; asking: boolean }) {
  const client = useQueryClient();
  const [dialog, setDialog] = useState<'repair' | 'override' | null>(null);
  const again = useVerbMutation('preflight.start', { onSuccess: (next) => setVerbData(client, 'preflight.get', { server }, next) });
  const takeBack = useVerbMutation('preflight.override', { onSuccess: (next) => setVerbData(client, 'preflight.get', { server }, next) });
  const canOverride = acts && finding.askedAt !== null && (finding.outcome === 'fail' || finding.outcome === 'unknown') && !finding.override;
  return (
    <div className="mb-3 ml-7 flex min-w-0 flex-col gap-3 border-l border-line pl-4 max-sm:ml-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {finding.guide ? <GuideLine line={finding.guide} /> : <span className="text-xs text-ink-faint">The guide does not ask for this</span>}
        {finding.actual !== null && <span className="text-sm">Actual: <strong className="font-medium">{finding.actual}</strong></span>}
        {finding.wanted !== null && <span className="text-sm">Wanted: <strong className="font-medium">{finding.wanted}</strong></span>}
      </div>
      {finding.remedy && <p className="max-w-[68ch]"><span className="font-medium">What to do: </span>{finding.remedy}</p>}
      {finding.override && (
        <p className="max-w-[68ch] rounded-md bg-sunken px-3 py-2">
          Overridden by {finding.override.by} <RelativeTime at={finding.override.at} />: {finding.override.reason}
        </p>
      )}
      {acts && (
        <div className="flex flex-wrap gap-2">
          {finding.repair && <Button size="small" icon={Wrench} onClick={() => setDialog('repair')}>{finding.repair.title}…</Button>}
          {canOverride && <Button size="small" icon={ShieldAlert} onClick={() => setDialog('override')}>Override with a reason…</Button>}
          {finding.override && <Button size="small" busy={takeBack.isPending && 'Taking it back…'} onClick={() => takeBack.mutate({ server, check: finding.id, reason: null })}>Take the override back</Button>}
          <Button size="small" kind="quiet" icon={RefreshCw} disabled={asking} busy={again.isPending && 'Asking…'} onClick={() => again.mutate({ server, only: [finding.id] })}>Check this again</Button>
        </div>
      )}
      <ErrorNotice error={again.error ?? takeBack.error} />
      {finding.evidence.map((evidence, index) => (
        <Disclosure key={index} open={finding.outcome === 'unknown' && finding.evidence.length === 1} title={finding.askedFrom === 'server' ? 'Command and answer' : 'Question and answer'} aside={evidence.exitCode !== null && <span className="text-sm text-ink-faint">exit code {evidence.exitCode}</span>}>
          <div className="flex flex-col gap-1.5">
            <CommandText text={evidence.command} {...(finding.askedFrom === 'server' ? { prompt: '$' as const } : {})} />
            {evidence.output === '' ? <p className="text-sm text-ink-faint">It answered nothing.</p> : <PlainLines lines={evidence.output.trimEnd().split('\n')} />}
          </div>
        </Disclosure>
      ))}
      {dialog === 'override' && <OverrideDialog finding={finding} server={server} onClose={() => setDialog(null)} />}
      {dialog === 'repair' && finding.repair && <RepairDialog finding={finding} repair={finding.repair} server={server} onClose={() => setDialog(null)} />}
    </div>
  );
}
