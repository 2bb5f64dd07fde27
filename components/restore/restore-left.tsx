'use client';
import { ArrowRight, Play, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';

interface Props {
  server: string;
  /** On the page of this run: only what it has left itself. */
  run?: string;
  className?: string;
}

const every = 10_000;

/** After a restore that stopped on its way: it goes on, or back to what was there before, or ClearML runs on what is there. A person decides. */
export function RestoreLeft({ server, run: own, className }: Props) {
  const router = useRouter();
  const { data: found } = useVerb('restore.left', { server }, { every });
  const release = useVerbMutation('restore.release', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`) });
  if (!found || (own !== undefined && own !== found.run)) return null;
  const { run, isOpen, left, safety } = found;
  const back = safety === null ? 'There is no backup of what was there before it: restore any other.' : 'What was there before it was backed up.';
  return (
    <Notice
      className={className} tone="warning"
      title={left === 'half' ? 'The last restore stopped half way: ClearML is stopped, and what it keeps may be half replaced.' : 'The last restore stopped before it replaced anything, and left ClearML stopped.'}
      action={
        <>
          {own === undefined && <ButtonLink size="small" icon={ArrowRight} href={`/servers/${server}/runs/${run}`}>Open it to go on</ButtonLink>}
          {!isOpen && left === 'half' && safety !== null && <ButtonLink size="small" icon={Undo2} href={`/servers/${server}/backups/restore?destination=${safety.destination}&set=${safety.set}`}>Go back to what was there before</ButtonLink>}
          {!isOpen && <Button size="small" icon={Play} busy={release.isPending && 'Starting…'} onClick={() => release.mutate({ server })}>Start ClearML as it is</Button>}
        </>
      }
    >
      {isOpen ? 'Retry goes on where it stopped. To go back instead, or to start ClearML as it is, cancel it first.' : 'It can still go on, by “Retry from a step”.'}
      {left === 'half' && ` ${back}`}
      {left === 'half' && !isOpen && ' Once ClearML is started as it is, scheduled backups go on, and older ones are deleted as the retention says.'}
      <ErrorNotice error={release.error} className="mt-2" />
    </Notice>
  );
}
