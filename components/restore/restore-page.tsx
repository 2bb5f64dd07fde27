'use client';
import { Play, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StageSection } from '@/components/wizard/stage-page';
import { BackupsElsewhere } from './backups-elsewhere';
import { RestoreChoice } from './restore-choice';
import { RestoreLookView } from './restore-look-view';
import { StartRestore } from './start-restore';
import { restoredData, type restorableSources } from '@/lib/contract/restore';

export interface Choice {
  readonly destination: string;
  readonly set: string;
  readonly parts: readonly (typeof restorableSources)[number][];
  /** Where a backup of what is there now goes; empty: none is made. */
  readonly safety: string;
  /** Why none is made. */
  readonly reason: string;
}

/** What a restore of one backup would do, and its start. Nothing is changed before the server's name was typed. `chosen`: the backup that a link named. */
export function RestorePage({ server, chosen: linked = {} }: { server: string; chosen?: Partial<Pick<Choice, 'destination' | 'set'>> }) {
  const { data: destinations, error, isPending } = useVerb('backup-destination.list', { server });
  const [chosen, setChosen] = useState<Partial<Choice>>(linked);
  const [isElsewhere, setElsewhere] = useState(false);
  const first = destinations?.[0]?.id ?? '';
  const choice: Choice = { destination: first, set: '', parts: restoredData, safety: chosen.destination ?? first, reason: '', ...chosen };
  return (
    <>
      <PageHeader name="Restore" sentence="A backup takes the place of what ClearML keeps now. You see first what is lost; nothing is changed before you type the server's name." />
      <ErrorNotice error={error} className="mb-6" />
      {isPending && <SkeletonRows rows={4} label="Asking where the backups are" />}
      {destinations && (destinations.length === 0 || isElsewhere) && (
        <div className="mb-10"><BackupsElsewhere server={server} onSaved={(destination) => { setElsewhere(false); setChosen({ destination }); }} {...(isElsewhere ? { onCancel: () => setElsewhere(false) } : {})} /></div>
      )}
      {destinations && destinations.length > 0 && (
        <div className="flex min-w-0 flex-col gap-10">
          <RestoreChoice server={server} destinations={destinations} choice={choice} onChange={(change) => setChosen({ ...chosen, ...change })} {...(isElsewhere ? {} : { onElsewhere: () => setElsewhere(true) })} />
          {choice.set !== '' && choice.parts.length > 0 && <Looked key={JSON.stringify([choice.destination, choice.set, choice.parts, choice.safety])} server={server} choice={choice} />}
        </div>
      )}
      <Release server={server} />
    </>
  );
}

function Looked({ server, choice }: { server: string; choice: Choice }) {
  const [isAsked, setAsked] = useState(false);
  const { destination, set, parts, safety } = choice;
  const { data: look, error, isFetching, refetch } = useVerb('restore.look', { server, destination, set, parts: [...parts], safety: safety || null }, { enabled: isAsked });
  return (
    <StageSection title="What it would do" sentence="The server is asked, which takes some seconds.">
      <div><Button icon={Search} busy={isFetching && 'Asking…'} onClick={() => (isAsked ? void refetch() : setAsked(true))}>{look ? 'Look again' : 'Look what it would do'}</Button></div>
      <ErrorNotice error={error} />
      {look && <RestoreLookView look={look} />}
      {look && <StartRestore server={server} choice={choice} look={look} />}
    </StageSection>
  );
}

/** After a restore that was cancelled half way, a person decides whether ClearML runs on what is there. */
function Release({ server }: { server: string }) {
  const router = useRouter();
  const { data: runs } = useVerb('run.list', { server, kind: 'restore', limit: 50 });
  const release = useVerbMutation('restore.release', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`) });
  // A file that is put back, and restic, stop nothing.
  const last = runs?.find(({ title }) => title === 'Restore ClearML');
  if (last?.state !== 'cancelled') return null;
  return (
    <Notice className="mt-10" tone="warning" title="The last restore was cancelled, and may have left ClearML stopped." action={<Button icon={Play} busy={release.isPending && 'Starting…'} onClick={() => release.mutate({ server })}>Start ClearML as it is</Button>}>
      What it keeps may be half replaced. Restoring a backup, such as the one that was made before, puts it right. Once it is started as it is, scheduled backups go on, and older ones are deleted as the retention says.
      <ErrorNotice error={release.error} className="mt-2" />
    </Notice>
  );
}
