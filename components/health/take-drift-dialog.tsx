'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setVerbData, useVerbMutation, verbKey } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { Watched } from '@/lib/contract/health';
import { isDifference } from './drift-words';

/** Says that what differs now is how it should be: each difference first, and what that does not change. */
export function TakeDriftDialog({ finding, server, onClose }: { finding: Watched; server: string; onClose: () => void }) {
  const client = useQueryClient();
  const [first] = useState(finding.message);
  const take = useVerbMutation('drift.take', {
    onSuccess: (next) => {
      setVerbData(client, 'health.get', { server }, next);
      onClose();
    },
    onError: (problem) => { if (problem.code === 'conflict' || problem.code === 'not_found') void client.invalidateQueries({ queryKey: verbKey('health.get', { server }) }); },
  });
  const differs = isDifference(finding);
  const lines = differs ? (finding.actual ?? finding.message).split('\n') : [];
  return (
    <Dialog
      wide open onOpenChange={(open) => !open && onClose()} title={`Take over “${finding.title}”?`} sentence="What is listed here counts as right from now on, and is not told again while it stays so."
      footer={<><Button onClick={onClose}>Close</Button><Button kind="primary" disabled={!differs} busy={take.isPending && 'Taking over…'} onClick={() => take.mutate({ server, check: finding.id, message: finding.message })}>Take over</Button></>}
    >
      {finding.message !== first && <p role="status" className="mb-3 max-w-[68ch] font-medium">{differs ? 'The differences have changed since this was opened. Look at them again.' : 'There is no difference any more, so there is nothing to take over.'}</p>}
      {differs && <ul aria-label="How it is now" className="mb-3 list-disc pl-5 wrap-anywhere">{lines.map((line, index) => <li key={index}>{line}</li>)}</ul>}
      <p className="max-w-[68ch] text-ink-soft">Nothing changes on {server}. A later install still plans the original, and its plan shows that before it runs. To keep the difference for good, change the materials or settings instead.</p>
      <ErrorNotice error={take.error} className="mt-3" />
    </Dialog>
  );
}
