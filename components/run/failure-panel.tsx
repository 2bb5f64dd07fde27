'use client';
import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw, SkipForward } from 'lucide-react';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Status, stepLook } from '@/components/ui/status';
import { isPastItsMoment } from '@/lib/contract/quiesced';
import type { Failure, Run, RunStep } from '@/lib/contract/run';
import { maySkip } from '@/lib/contract/skippable';
import { PlainLines } from './plain-lines';
import { SkipDialog } from './skip-dialog';

/** What happened, the state of the server, what to do now, and then the lines. */
export function FailurePanel({ run, step, failure }: { run: Run; step: RunStep; failure: Failure }) {
  const client = useQueryClient();
  const [skipping, setSkipping] = useState(false);
  const retry = useVerbMutation('run.retry', { onSuccess: (next) => setVerbData(client, 'run.get', { run: run.id }, next) });
  const isPast = isPastItsMoment(run.steps);
  const kind = run.kind === 'restore' ? 'restore' : 'backup';
  return (
    <section aria-label="What went wrong" className="rounded-md border border-line border-l-4 border-l-bad bg-surface px-4 py-3">
      <Status look={stepLook[step.state]} word={`${step.title}: ${stepLook[step.state].word.toLowerCase()}`} className="whitespace-normal" />
      <dl className="mt-2 grid gap-x-4 sm:grid-cols-[9rem_1fr] sm:gap-y-2">
        <Row name="What happened">{failure.sentence}{step.exitCode !== null && step.exitCode !== 0 && !failure.sentence.includes('exit code') && <span className="text-ink-faint"> (exit code {step.exitCode})</span>}</Row>
        {failure.cause && <Row name="Probable cause">{failure.cause}</Row>}
        <Row name="The server now">{failure.serverState}</Row>
        <Row name="What to do">{isPast ? pastItsMoment[kind] : failure.remedy}</Row>
      </dl>
      {isPast && <ButtonLink kind="primary" className="mt-3" href={`/servers/${run.serverName}/backups/${kind === 'restore' ? 'restore' : 'now'}`}>Start another {kind}</ButtonLink>}
      {run.kind !== 'adopted' && !isPast && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button kind="primary" icon={RotateCcw} busy={retry.isPending && 'Starting…'} onClick={() => retry.mutate({ run: run.id })}>{run.kind === 'acceptance' ? 'Test again' : 'Retry this step'}</Button>
          {maySkip(run.kind, step.id) && <Button icon={SkipForward} onClick={() => setSkipping(true)}>Skip it with a reason</Button>}
        </div>
      )}
      {run.kind !== 'adopted' && !isPast && <p className="mt-2 max-w-[68ch] text-sm text-ink-faint">If materials or settings were changed since the run was started, Retry begins with the first step and takes them as they are now. What is in place is left alone.</p>}
      <ErrorNotice error={retry.error} className="mt-3" />
      {failure.lines.length > 0 && <Disclosure open title={`The last ${failure.lines.length === 1 ? 'line' : `${failure.lines.length} lines`}`} className="mt-2"><PlainLines lines={failure.lines} /></Disclosure>}
      {skipping && <SkipDialog run={run} step={step} onClose={() => setSkipping(false)} />}
    </section>
  );
}

const pastItsMoment = {
  backup: 'ClearML was started again before all parts were stored, so this backup is not gone on with: they would not be of one moment. Mend what the lines name, then start another one.',
  restore: 'ClearML was started again before all was restored, so this restore is not gone on with: what was written since would be lost. Mend what the lines name, then start another one.',
};

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="font-medium text-ink-soft">{name}</dt>
      <dd className="max-w-[68ch] max-sm:mb-2">{children}</dd>
    </>
  );
}
