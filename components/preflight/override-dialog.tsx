'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import type { Finding } from '@/lib/contract/finding';

/** Accepts one failing or unknown finding, with a reason that is recorded. */
export function OverrideDialog({ finding, server, onClose }: { finding: Finding; server: string; onClose: () => void }) {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [first] = useState(finding.message);
  const override = useVerbMutation('preflight.override', {
    onSuccess: (next) => {
      setVerbData(client, 'preflight.get', { server }, next);
      void client.invalidateQueries({ queryKey: ['plan.get', { server }] });
      onClose();
    },
    onError: (problem) => { if (problem.code === 'conflict') void client.invalidateQueries({ queryKey: ['preflight.get', { server }] }); },
  });
  const atField = override.error?.fields.reason;
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title={`Override “${finding.title}”?`} sentence={finding.message}
      footer={<><Button onClick={onClose}>Close</Button><Button kind="primary" disabled={reason.trim().length < 3} busy={override.isPending && 'Recording…'} onClick={() => override.mutate({ server, check: finding.id, message: finding.message, reason })}>Override this finding</Button></>}
    >
      {finding.message !== first && <p role="status" className="mb-3 max-w-[68ch] font-medium">The finding has changed since this was opened. It said: “{first}”</p>}
      <Field label="Reason" hint="It stands in the install record, with your name and the finding’s words." error={atField}>
        <Textarea autoFocus rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <ErrorNotice error={atField ? null : override.error} className="mt-3" />
    </Dialog>
  );
}
