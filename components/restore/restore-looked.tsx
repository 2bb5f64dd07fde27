'use client';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { StageSection } from '@/components/wizard/stage-page';
import type { RestoreLook } from '@/lib/contract/restore';
import { RestoreLookView } from './restore-look-view';
import type { Choice } from './restore-page';
import { StartRestore } from './start-restore';

interface Props {
  server: string;
  choice: Choice;
  /** By a destination's id: where it lies, in words. */
  placeOf: (destination: string) => string | null;
  /** The start is wanted, and the reason why nothing is saved is missing or too short. */
  onReasonMissing: () => void;
}

/** What a restore of what is chosen would do, once the server was asked. */
export function RestoreLooked({ server, choice, placeOf, onReasonMissing }: Props) {
  const [isAsked, setAsked] = useState(false);
  /** What a dialog is open for: it stays as it is until that is closed, whatever the server tells meanwhile. */
  const [held, setHeld] = useState<{ readonly look: RestoreLook; readonly at: number } | null>(null);
  const { destination, set, parts, safety } = choice;
  const { data, dataUpdatedAt, error, isFetching, refetch } = useVerb('restore.look', { server, destination, set, parts: [...parts], safety: safety || null }, { enabled: isAsked });
  const shown = held ?? (data ? { look: data, at: dataUpdatedAt } : null);
  return (
    <StageSection title="What it would do" sentence="The server is asked, which takes up to half a minute and changes nothing.">
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={Search} busy={isFetching && 'Asking…'} onClick={() => (isAsked ? void refetch() : setAsked(true))}>{shown ? 'Ask again' : 'Look what it would do'}</Button>
        {shown && <p className="text-sm text-ink-soft">{server} was asked <RelativeTime at={new Date(shown.at).toISOString()} />.</p>}
      </div>
      <ErrorNotice error={error} />
      {shown && <RestoreLookView look={shown.look} parts={parts} />}
      {shown && <StartRestore server={server} choice={choice} look={shown.look} placeOf={placeOf} onOpenChange={(isOpen) => setHeld(isOpen ? shown : null)} onRefused={() => void refetch()} onReasonMissing={onReasonMissing} />}
    </StageSection>
  );
}
