'use client';
import { History } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ConfirmByName } from '@/components/ui/confirm-by-name';
import { ErrorNotice } from '@/components/ui/error-notice';
import { spanWords, useNow } from '@/components/ui/relative-time';
import { sourceNames } from '@/lib/contract/backup';
import type { RestoreLook } from '@/lib/contract/restore';
import { minuteWords } from './backup-words';
import type { Choice } from './restore-page';
import { safetyProblem, wantedSafety } from './safety';

interface Props {
  server: string;
  choice: Choice;
  look: RestoreLook;
  /** By a destination's id: where it lies, in words. */
  placeOf: (destination: string) => string | null;
  onOpenChange: (isOpen: boolean) => void;
  /** It would do something else by now than was shown. */
  onRefused: () => void;
  onReasonMissing: () => void;
}

const list = new Intl.ListFormat('en');

/** The start of what was looked at: the server's name is typed, and the run's page follows. */
export function StartRestore({ server, choice, look, placeOf, onOpenChange, onRefused, onReasonMissing }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const now = useNow(60_000);
  const { destination, set, parts, safety } = choice;
  const start = useVerbMutation('restore.start', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`), onError: ({ code }) => { if (code === 'conflict') onRefused(); } });
  const isRefused = look.findings.some(({ outcome }) => outcome === 'refuse');
  const lost = [...new Set(look.steps.flatMap(({ destroys }) => destroys))];
  const turn = (to: boolean) => {
    start.reset();
    setOpen(to);
    onOpenChange(to);
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button icon={History} disabled={isRefused} onClick={() => (safetyProblem(choice) === undefined ? turn(true) : onReasonMissing())}>Restore this backup…</Button>
      {isRefused && <p className="text-sm text-ink-soft">It can not be started: see what stands against it above.</p>}
      <ConfirmByName
        open={isOpen} onOpenChange={turn} name={server} action="Restore" lost={lost} busy={start.isPending && 'Starting…'}
        title={`Restore the backup of ${minuteWords(look.startedAt)}, from ${placeOf(destination) ?? 'its place'}?`}
        sentence={`${lostWork(look.startedAt, now)} Restored: ${list.format(parts.map((source) => sourceNames[source]))}.${safety === '' ? ' What is there now is not saved before.' : ''}`}
        {...(safety === '' ? {} : { lostTitle: `Replaced; a copy is made first and kept for 7 days at ${placeOf(safety) ?? 'its place'}` })}
        onConfirm={(confirm) => start.mutate({ server, destination, set, parts: [...parts], safety: wantedSafety(choice), shown: look.shown, confirm })}
      >
        <ErrorNotice error={start.error} />
      </ConfirmByName>
    </div>
  );
}

/** How much is lost, in the measure that a person has for it. */
function lostWork(startedAt: string, now: number | null): string {
  const span = now === null ? null : spanWords(Math.max(0, now - Date.parse(startedAt)));
  if (span === null) return 'Everything since is lost.';
  return `${span.charAt(0).toUpperCase()}${span.slice(1)} of work ${/^(1|less) /.test(span) ? 'is' : 'are'} lost: everything since.`;
}
