'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { CommandList } from '@/components/plan/command-list';
import { Button } from '@/components/ui/button';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { Status, stepLook } from '@/components/ui/status';
import type { Run, RunStep } from '@/lib/contract/run';
import { maySkip } from '@/lib/contract/skippable';
import { LockHolder } from './lock-holder';
import { SkipDialog } from './skip-dialog';

/** What a waiting step waits for, and the nod that it asks for: its commands first. The sentence that heads the run's page is not said again. */
export function WaitingPanel({ run, step }: { run: Run; step: RunStep }) {
  const waits = step.waitsFor;
  const [first] = useState(waits?.id);
  if (!waits) return null;
  return (
    <section aria-label="The run waits" className="rounded-md border border-line border-l-4 border-l-warning bg-surface px-4 py-3">
      <Status look={stepLook.waiting} word={`${step.title} waits`} className="whitespace-normal" />
      {waits.sentence !== run.sentence && <p className="mt-1 max-w-[68ch]">{waits.sentence}</p>}
      {waits.id !== first && <p role="status" className="mt-1 max-w-[68ch] font-medium">This is not what it waited for when this page was opened. Look at it again.</p>}
      {waits.commands.length > 0 && <div className="mt-3"><CommandList commands={waits.commands} /></div>}
      {(waits.kind === 'nod' || waits.kind === 'reboot') && <Nod run={run} step={step} waits={waits} reboot={waits.kind === 'reboot'} />}
      {waits.kind === 'lock' && <LockHolder server={run.serverName} />}
      {waits.kind === 'connection' && <p className="mt-2 text-sm text-ink-faint">The console keeps trying. Nothing is lost: what runs on the server goes on there.</p>}
    </section>
  );
}

function Nod({ run, step, waits, reboot }: { run: Run; step: RunStep; waits: NonNullable<RunStep['waitsFor']>; reboot: boolean }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<{ what: 'name' | 'skip'; of: string } | null>(null);
  /** A question that was opened over other commands is closed with them. */
  const isAsking = (what: 'name' | 'skip') => asking?.what === what && (what === 'skip' || asking.of === waits.id);
  const [when, setWhen] = useState<'now' | 'at'>('now');
  const [moment, setMoment] = useState('');
  const approve = useVerbMutation('run.approve', {
    onSuccess: (next) => { setVerbData(client, 'run.get', { run: run.id }, next); setAsking(null); },
    onError: (problem) => { if (problem.code === 'conflict') void client.invalidateQueries({ queryKey: ['run.get', { run: run.id }] }); },
  });
  const destroys = waits.commands.filter((command) => command.effect === 'destroys');
  const at = reboot && when === 'at' && moment ? new Date(moment) : null;
  const send = (confirm?: string) => approve.mutate({ run: run.id, step: step.id, shown: waits.id, at: at ? at.toISOString() : null, ...(confirm ? { confirm } : {}) });
  const incomplete = reboot && when === 'at' && (!at || Number.isNaN(at.getTime()));
  return (
    <div className="mt-3 flex flex-col gap-3">
      {reboot && (
        <div className="flex max-w-xl flex-col gap-2">
          <RadioCards legend="When" hideLegend columns={2} value={when} onChange={setWhen} cards={[{ value: 'now', label: 'Now', hint: 'Everyone on the server is logged off.' }, { value: 'at', label: 'At a time', hint: 'The run waits until then.' }]} />
          {when === 'at' && <Field label="Date and time" hint="In your own time zone." error={approve.error?.fields.at}><Input type="datetime-local" value={moment} onChange={(event) => setMoment(event.target.value)} className="max-w-64" /></Field>}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" disabled={incomplete} busy={approve.isPending && 'Going on…'} onClick={() => (destroys.length > 0 ? setAsking({ what: 'name', of: waits.id }) : send())}>
          {reboot ? (when === 'now' ? 'Restart the server now' : 'Restart at this time') : destroys.length > 0 ? 'Review what is lost' : 'Run these commands'}
        </Button>
        {maySkip(run.kind, step.id) && <Button onClick={() => setAsking({ what: 'skip', of: waits.id })}>Skip it with a reason</Button>}
      </div>
      {!isAsking('name') && <ErrorNotice error={approve.error?.fields.at ? null : approve.error} />}
      <ConfirmByName
        open={isAsking('name')} onOpenChange={(open) => !open && setAsking(null)} name={run.serverName}
        title="Run commands that destroy?" sentence="Nobody has approved them as they stand. They can’t be undone."
        lost={[...new Set(destroys.flatMap((command) => command.loses ?? [command.why || command.text]))]} action="Run these commands" busy={approve.isPending && 'Going on…'} onConfirm={send}
      >
        <ErrorNotice error={approve.error} />
      </ConfirmByName>
      {isAsking('skip') && <SkipDialog run={run} step={step} onClose={() => setAsking(null)} />}
    </div>
  );
}
