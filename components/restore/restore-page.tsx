'use client';
import { useRef, useState } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { placeFinder } from '@/components/backups/place-words';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { BackupsElsewhere } from './backups-elsewhere';
import { RestoreChoice } from './restore-choice';
import { RestoreLeft } from './restore-left';
import { RestoreLooked } from './restore-looked';
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
  /** It was to be started without the reason that it needs: the field says so. */
  const [isReasonMissed, setReasonMissed] = useState(false);
  const reason = useRef<HTMLInputElement>(null);
  const first = destinations?.[0]?.id ?? '';
  // A backup of what is half replaced is seldom wanted, and of a MongoDB that was just emptied it fails.
  const isHalf = useVerb('restore.left', { server }).data?.left === 'half';
  const now = isHalf ? { safety: '', reason: 'What is there now was half replaced by another restore.' } : { safety: chosen.destination ?? first, reason: '' };
  const choice: Choice = { destination: first, set: '', parts: restoredData, ...now, ...chosen };
  return (
    <>
      <PageHeader name="Restore" sentence="A backup takes the place of what ClearML keeps now. You see first what is lost; nothing is changed before you type the server's name." />
      <RestoreLeft server={server} className="mb-6" />
      <ErrorNotice error={error} className="mb-6" />
      {isPending && <SkeletonRows rows={4} label="Asking where the backups are" />}
      {destinations && (destinations.length === 0 || isElsewhere) && (
        <div className="mb-10"><BackupsElsewhere server={server} onSaved={(destination) => { setElsewhere(false); setChosen({ destination }); }} {...(isElsewhere ? { onCancel: () => setElsewhere(false) } : {})} /></div>
      )}
      {destinations && destinations.length > 0 && (
        <div className="flex min-w-0 flex-col gap-10">
          <RestoreChoice server={server} destinations={destinations} choice={choice} reasonField={reason} isReasonMissed={isReasonMissed} onChange={(change) => setChosen({ ...chosen, ...change })} {...(isElsewhere ? {} : { onElsewhere: () => setElsewhere(true) })} />
          {choice.set !== '' && choice.parts.length > 0 && (
            <RestoreLooked
              key={JSON.stringify([choice.destination, choice.set, choice.parts, choice.safety])} server={server} choice={choice} placeOf={placeFinder(destinations)}
              onReasonMissing={() => { setReasonMissed(true); reason.current?.focus(); }}
            />
          )}
        </div>
      )}
    </>
  );
}
