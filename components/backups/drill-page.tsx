'use client';
import { Play, RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { LiveRegion } from '@/components/ui/live-region';
import { PageHeader } from '@/components/ui/page-header';
import { exactWords, RelativeTime, spanWords } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { outcomeLook, Status } from '@/components/ui/status';
import { StageSection } from '@/components/wizard/stage-page';
import type { DrillLook } from '@/lib/contract/drill';
import { count, formatBytes, formatDuration, roughly } from '@/lib/core/units';
import { LookFindings } from './look-findings';
import { LookSteps } from './look-steps';

/** What a restore drill of a backup will do, before it does it. The server is asked as soon as the page is open, and changed only by the button. */
export function DrillPage({ server, set, destination }: { server: string; set: string; destination?: string | undefined }) {
  const router = useRouter();
  const { data: look, error, isFetching, refetch } = useVerb('drill.look', { server, set, ...(destination !== undefined && { destination }) });
  const start = useVerbMutation('drill.start', {
    onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`),
    onError: ({ code }) => { if (code === 'conflict') void refetch(); },
  });
  const refusals = look?.findings.filter(({ outcome }) => outcome === 'refuse').length ?? 0;
  const sentence = look ? lookSentence(refusals, look.findings.length) : error ? 'The server could not be asked.' : 'Asking the server what a drill would do. That changes nothing.';
  return (
    <>
      <PageHeader
        name="Restore drill" sentence={sentence}
        action={<><Button icon={RefreshCw} busy={isFetching && 'Asking…'} onClick={() => void refetch()}>Ask again</Button><Button kind="primary" icon={Play} disabled={!look || refusals > 0} busy={start.isPending && 'Starting…'} onClick={() => start.mutate({ server, set, ...(destination !== undefined && { destination }) })}>Start the drill</Button></>}
      />
      <LiveRegion>{sentence}</LiveRegion>
      <ErrorNotice error={start.error ?? error} className="mb-6" />
      {isFetching && !look && <SkeletonRows rows={10} label="Asking the server" />}
      {look && (
        <div className="flex min-w-0 flex-col gap-10">
          <StageSection title="What it does" sentence={<>The backup of {exactWords(look.startedAt)} (<RelativeTime at={look.startedAt} />){look.of !== null && <>, made of the server “{look.of}”</>}, which lies at {look.from}, is restored beside everything else.</>}>
            <ol className="flex max-w-[68ch] list-decimal flex-col gap-1 pl-5">{look.will.map((line) => <li key={line} className="wrap-anywhere">{line}</li>)}</ol>
            <p className="text-ink-soft">{takesWords(look)}</p>
          </StageSection>
          <StageSection title="What stands against it" sentence={<>{server} was asked <RelativeTime at={look.askedAt} />.</>}>
            {look.findings.length === 0 ? <p className="flex flex-wrap gap-x-3"><Status look={outcomeLook.pass} word="Nothing" /> <span>There is room in {look.place} and memory, and {look.of === null ? 'the versions fit' : 'the images are those of the backup'}.</span></p> : <LookFindings look={{ guard: look.findings.map((finding) => ({ ...finding, kind: 'space' as const })), blockers: [] }} />}
          </StageSection>
          <LookSteps steps={look.steps.map((step) => ({ ...step, isLater: false }))} />
        </div>
      )}
    </>
  );
}

function lookSentence(refusals: number, all: number): string {
  if (refusals > 0) return `No drill can be started now: ${count(refusals, 'thing')} ${refusals === 1 ? 'stands' : 'stand'} against it.`;
  return `A drill can be started${all === 0 ? '' : `, with ${count(all, 'warning')}`}. ClearML goes on, and nothing of it is changed.`;
}

function takesWords({ needed, free, memory, usually, last }: DrillLook): string {
  const of = (most: number, what: string, now: number | null) => `${formatBytes(most)} of ${what}${now === null ? '' : ` (${formatBytes(now)} free)`}`;
  const room = `It takes up to ${of(memory.needed, 'memory', memory.free)} and ${of(needed, 'disk', free)} beside ClearML, and gives all of it back.`;
  const time = last?.took == null ? `Usually ${formatDuration(roughly(usually))}.` : `The last one took ${formatDuration(last.took)}${last.clearml?.outcome === 'passed' && last.clearml.took !== null ? `, of which ${formatDuration(last.clearml.took)} until ClearML answered` : ''}; its data were ${spanWords(last.age)} old.`;
  const clearml = last?.clearml && last.clearml.outcome !== 'passed' ? ` ${last.clearml.sentence}` : '';
  return `${room} ${time}${clearml} It is a run: it goes on when you leave, and can be cancelled.`;
}
