'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { CommandList } from '@/components/plan/command-list';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Finding } from '@/lib/contract/finding';

interface Props {
  verb: 'preflight.repair' | 'health.repair';
  finding: Finding;
  repair: NonNullable<Finding['repair']>;
  server: string;
  onClose: () => void;
}

/** The repair as commands first; starting it is a run with a page of its own. What destroys has the server's name typed. */
export function RepairDialog({ verb, finding, repair, server, onClose }: Props) {
  const router = useRouter();
  const client = useQueryClient();
  const [first] = useState(repair.id);
  const [typed, setTyped] = useState('');
  const lost = repair.commands.filter(({ effect }) => effect === 'destroys');
  const start = useVerbMutation(verb, {
    onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`),
    onError: (problem) => { if (problem.code === 'conflict') void client.invalidateQueries({ queryKey: [verb === 'preflight.repair' ? 'preflight.get' : 'health.get', { server }] }); },
  });
  return (
    <Dialog
      wide open onOpenChange={(open) => !open && onClose()} title={repair.title} sentence={finding.message}
      footer={<><Button onClick={onClose}>Close</Button><Button kind={lost.length > 0 ? 'destructive' : 'primary'} disabled={lost.length > 0 && typed.trim() !== server} busy={start.isPending && 'Starting…'} onClick={() => start.mutate({ server, check: finding.id, shown: repair.id, ...(lost.length > 0 ? { confirm: typed.trim() } : {}) })}>Run {repair.commands.length === 1 ? 'this command' : `these ${repair.commands.length} commands`}</Button></>}
    >
      <p className="mb-3 text-ink-soft">This is what runs on {server}. You can follow it on a page of its own, and check again afterwards.</p>
      {repair.id !== first && <p role="status" className="mb-3 max-w-[68ch] font-medium">These are not the commands that were shown when this was opened. Look at them again.</p>}
      <CommandList commands={repair.commands} />
      {lost.length > 0 && (
        <div className="mt-4 flex flex-col gap-3">
          <div className="rounded-md bg-bad-soft px-3 py-2">
            <p className="font-medium text-bad">This will be lost</p>
            <ul className="mt-1 list-disc pl-5">{lost.flatMap(({ why, loses }) => loses ?? [why]).map((line, index) => <li key={index}>{line}</li>)}</ul>
          </div>
          <Field label={`Type ${server} to confirm`}><Input mono autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} /></Field>
        </div>
      )}
      <ErrorNotice error={start.error} className="mt-3" />
    </Dialog>
  );
}
