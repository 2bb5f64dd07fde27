'use client';
import { History } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { ErrorNotice } from '@/components/ui/error-notice';
import { restoreSafety, type RestoreLook } from '@/lib/contract/restore';
import type { Choice } from './restore-page';

/** The start of what was looked at: the server's name is typed, and the run's page follows. */
export function StartRestore({ server, choice: { destination, set, parts, safety, reason }, look }: { server: string; choice: Choice; look: RestoreLook }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const start = useVerbMutation('restore.start', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`) });
  const wanted = safety === '' ? { kind: 'waiver' as const, reason } : { kind: 'backup' as const, destination: safety };
  const problem = restoreSafety.safeParse(wanted).error?.issues[0]?.message;
  const isRefused = look.findings.some(({ outcome }) => outcome === 'refuse');
  const lost = [...new Set(look.steps.flatMap(({ destroys }) => destroys))];
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button kind="destructive" icon={History} disabled={isRefused || problem !== undefined} onClick={() => setOpen(true)}>Restore…</Button>
      {problem && <p className="text-sm text-ink-soft">{problem}</p>}
      <ConfirmByName
        open={isOpen} onOpenChange={setOpen} name={server} title="Restore this backup?" action="Restore" lost={lost} busy={start.isPending && 'Starting…'}
        sentence={safety === '' ? 'What is there now is not saved before.' : 'What is there now is backed up first.'}
        onConfirm={(confirm) => start.mutate({ server, destination, set, parts: [...parts], safety: wanted, shown: look.shown, confirm })}
      >
        <ErrorNotice error={start.error} />
      </ConfirmByName>
    </div>
  );
}
