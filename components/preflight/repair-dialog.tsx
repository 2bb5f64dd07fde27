'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { CommandList } from '@/components/plan/command-list';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { Finding } from '@/lib/contract/finding';

/** The repair as commands first; starting it is a run with a page of its own. */
export function RepairDialog({ finding, repair, server, onClose }: { finding: Finding; repair: NonNullable<Finding['repair']>; server: string; onClose: () => void }) {
  const router = useRouter();
  const client = useQueryClient();
  const [first] = useState(repair.id);
  const start = useVerbMutation('preflight.repair', {
    onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`),
    onError: (problem) => { if (problem.code === 'conflict') void client.invalidateQueries({ queryKey: ['preflight.get', { server }] }); },
  });
  return (
    <Dialog
      wide open onOpenChange={(open) => !open && onClose()} title={repair.title} sentence={finding.message}
      footer={<><Button onClick={onClose}>Close</Button><Button kind="primary" busy={start.isPending && 'Starting…'} onClick={() => start.mutate({ server, check: finding.id, shown: repair.id })}>Run {repair.commands.length === 1 ? 'this command' : `these ${repair.commands.length} commands`}</Button></>}
    >
      <p className="mb-3 text-ink-soft">This is what runs on {server}. You can follow it on a page of its own, and check again afterwards.</p>
      {repair.id !== first && <p role="status" className="mb-3 max-w-[68ch] font-medium">These are not the commands that were shown when this was opened. Look at them again.</p>}
      <CommandList commands={repair.commands} />
      <ErrorNotice error={start.error} className="mt-3" />
    </Dialog>
  );
}
