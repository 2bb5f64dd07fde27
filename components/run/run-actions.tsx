'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Ban, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { isPastItsMoment } from '@/lib/contract/quiesced';
import { isAside, type Run } from '@/lib/contract/run';
import { NotifyButton } from './run-news';

const moving: readonly Run['state'][] = ['queued', 'running', 'waiting', 'unknown'];
/** A run that stopped is still open: nothing else can be planned, edited or removed until it goes on or is cancelled. */
const stopped: readonly Run['state'][] = ['failed', 'interrupted'];
/** One that stands aside and failed ends by itself. */
const isOver = ({ kind, state, endedAt }: Run): boolean => isAside(kind) && stopped.includes(state) && endedAt !== null;
const retriable: readonly Run['state'][] = ['failed', 'interrupted', 'cancelled'];

/** What can be done with the run as a whole. */
export function RunActions({ run }: { run: Run }) {
  const [asking, setAsking] = useState<'cancel' | 'from-step' | null>(null);
  if (run.kind === 'adopted') return moving.includes(run.state) ? <NotifyButton /> : null; // followed, not steered
  return (
    <div className="flex min-w-0 flex-wrap gap-2 sm:shrink-0">
      {moving.includes(run.state) && <NotifyButton />}
      {[...moving, ...stopped].includes(run.state) && !isOver(run) && <Button icon={Ban} onClick={() => setAsking('cancel')}>Cancel the run</Button>}
      {run.state === 'cancelling' && <Button icon={Ban} busy="Cancelling…">Cancel the run</Button>}
      {retriable.includes(run.state) && !isPastItsMoment(run.steps) && <Button icon={RotateCcw} onClick={() => setAsking('from-step')}>Retry from a step</Button>}
      {asking === 'cancel' && <CancelDialog run={run} onClose={() => setAsking(null)} />}
      {asking === 'from-step' && <RetryDialog run={run} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** What follows where nothing of it runs any more. */
const ended = ({ kind }: Run): string => (kind === 'restore'
  ? 'It ends here. If nothing was replaced yet, ClearML is started again. If something was, ClearML stays stopped, and the page Backups offers to go back to what was there before, or to restore again.'
  : 'It ends here, and the server is free for another plan. What was done stays.');

function CancelDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const client = useQueryClient();
  const cancel = useVerbMutation('run.cancel', { onSuccess: (next) => { setVerbData(client, 'run.get', { run: run.id }, next); onClose(); } });
  const now = run.steps.find((step) => step.state === 'running');
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title="Cancel the run?"
      sentence={stopped.includes(run.state) ? ended(run) : now ? (now.interruptible ? `“${now.title}” is stopped on the server. What it has done so far stays.` : `“${now.title}” must not be cut off half-way. The run stops once it has ended, usually within a few minutes.`) : 'No further step is started. What was done stays.'}
      footer={<><Button onClick={onClose}>{stopped.includes(run.state) ? 'Close' : 'Go on'}</Button><Button kind="primary" busy={cancel.isPending && 'Asking it to stop…'} onClick={() => cancel.mutate({ run: run.id })}>Cancel the run</Button></>}
    >
      <p>It is called cancelled only when the server has said that nothing of it runs any more. You can retry later: finished steps are left alone.</p>
      <ErrorNotice error={cancel.error} className="mt-3" />
    </Dialog>
  );
}

function RetryDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const client = useQueryClient();
  const retry = useVerbMutation('run.retry', { onSuccess: (next) => { setVerbData(client, 'run.get', { run: run.id }, next); onClose(); } });
  const reached = run.steps.filter((step) => step.state !== 'pending');
  const [step, setStep] = useState(reached.at(-1)?.id ?? '');
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title="Retry from a step"
      sentence="Each step is planned again from what the server says now. What is in place is left alone. If materials or settings were changed since the run was started, it begins with the first step."
      footer={<><Button onClick={onClose}>Close</Button><Button kind="primary" busy={retry.isPending && 'Starting…'} onClick={() => retry.mutate({ run: run.id, ...(step ? { fromStep: step } : {}) })}>Retry from here</Button></>}
    >
      <Field label="Begin with"><Select value={step} onChange={(event) => setStep(event.target.value)} options={reached.map((candidate) => ({ value: candidate.id, label: candidate.title }))} /></Field>
      <ErrorNotice error={retry.error} className="mt-3" />
    </Dialog>
  );
}
