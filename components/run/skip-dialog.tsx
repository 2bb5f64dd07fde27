'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import type { Run, RunStep } from '@/lib/contract/run';

/** Skipping needs a reason, which goes into the install record. */
export function SkipDialog({ run, step, onClose }: { run: Run; step: RunStep; onClose: () => void }) {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  // What stood there when the dialog was opened is what is skipped.
  const [shown] = useState((step.waitsFor ?? step.failure)?.id ?? '');
  const skip = useVerbMutation('run.skip', { onSuccess: (next) => { setVerbData(client, 'run.get', { run: run.id }, next); onClose(); }, onError: (problem) => { if (problem.code === 'conflict') void client.invalidateQueries({ queryKey: ['run.get', { run: run.id }] }); } });
  const send = () => skip.mutate({ run: run.id, step: step.id, shown, reason });
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title={`Skip “${step.title}”?`}
      sentence="The run goes on as if the step were done. Later steps may fail for it."
      footer={<><Button onClick={onClose}>Close</Button><Button kind="primary" disabled={reason.trim().length < 3} busy={skip.isPending && 'Skipping…'} onClick={send}>Skip the step</Button></>}
    >
      <Field label="Reason" hint="It stands in the install record, with your name." error={skip.error?.fields.reason}>
        <Textarea autoFocus rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <ErrorNotice error={skip.error?.fields.reason ? null : skip.error} className="mt-3" />
    </Dialog>
  );
}
