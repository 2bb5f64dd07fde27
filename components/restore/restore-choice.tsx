'use client';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useState, type RefObject } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { RadioCards } from '@/components/ui/radio-cards';
import { useNow } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { placeWords } from '@/components/backups/place-words';
import { StageSection } from '@/components/wizard/stage-page';
import type { BackupDestination } from '@/lib/contract/backup-destination';
import { sourceNames } from '@/lib/contract/backup';
import { mostRestorable, restorableSources, restoredData } from '@/lib/contract/restore';
import { minuteWords, setWords } from './backup-words';
import { InstallRestic } from './install-restic';
import type { Choice } from './restore-page';
import { safetyProblem } from './safety';

interface Props {
  server: string;
  destinations: readonly BackupDestination[];
  choice: Choice;
  onChange: (change: Partial<Choice>) => void;
  reasonField: RefObject<HTMLInputElement | null>;
  /** It was to be started without a reason that does. */
  isReasonMissed: boolean;
  /** Asks for a place that this server does not know yet. */
  onElsewhere?: () => void;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Which backup, which parts of it, and whether what is there now is saved first. */
export function RestoreChoice({ server, destinations, choice, onChange, reasonField, isReasonMissed, onElsewhere }: Props) {
  const [isReasonLeft, setReasonLeft] = useState(false);
  const [skip, setSkip] = useState(0);
  const { data: sets, error, isPending } = useVerb('restore.find', { server, destination: choice.destination, skip });
  const turn = (to: number) => { setSkip(to); onChange({ set: '' }); };
  // The zone is the browser's.
  const isInBrowser = useNow(60_000) !== null;
  const drilled = sets?.find(({ set }) => set === choice.set)?.drilled ?? null;
  const damaged = isInBrowser && drilled?.outcome === 'damaged' ? drilled : null;
  const places = destinations.map(({ id, place }) => ({ value: id, label: placeWords(place) }));
  return (
    <>
      <StageSection title="Which backup" sentence="They are listed as they lie there, whoever made them." aside={onElsewhere && <Button size="small" kind="quiet" icon={Plus} onClick={onElsewhere}>A backup that was made elsewhere</Button>}>
        <Field label="Where it lies"><Select options={places} value={choice.destination} onChange={(event) => { setSkip(0); onChange({ destination: event.target.value, set: '' }); }} /></Field>
        <ErrorNotice error={error} action={error?.reason === 'restore.no-repository' && <InstallRestic server={server} />} />
        {sets?.length === 0 && <Notice title={skip === 0 ? 'No complete backup lies there.' : 'No older one lies there.'} />}
        <Field label="Backup" hint="By when it was begun, the newest first: what was done later is not in it.">
          <Select
            disabled={isPending || !sets?.length} value={isPending || sets?.some(({ set }) => set === choice.set) ? choice.set : ''} onChange={(event) => onChange({ set: event.target.value })}
            options={[{ value: '', label: isPending ? 'Asking the server…' : 'Choose a backup' }, ...(isInBrowser ? (sets ?? []) : []).map((each) => ({ value: each.set, label: setWords(each) }))]}
          />
        </Field>
        {(skip > 0 || sets?.length === mostRestorable) && (
          <div className="flex flex-wrap items-center gap-2">
            <p className="text-sm text-ink-soft">{mostRestorable} are listed at once{skip > 0 && `, here without the newest ${skip}`}.</p>
            {skip > 0 && <Button size="small" onClick={() => turn(skip - mostRestorable)}>Newer ones</Button>}
            {sets?.length === mostRestorable && <Button size="small" onClick={() => turn(skip + mostRestorable)}>Older ones</Button>}
          </div>
        )}
        {damaged && <Notice tone="bad" title={`A drill of ${minuteWords(damaged.endedAt)} found this backup damaged.`}>A restore of it would stop half way. Choose another backup, or leave out the part that the drill names.</Notice>}
        {choice.set !== '' && (
          <p className="max-w-[68ch]">Not sure that it restores? <Link href={`/servers/${server}/backups/drill?set=${choice.set}&destination=${choice.destination}`} className="font-medium text-accent underline-offset-2 hover:underline">Drill it on this server</Link>: it is restored beside ClearML, compared and removed again, and nothing is replaced.</p>
        )}
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-medium">Parts</legend>
          {restorableSources.map((source) => (
            <Checkbox key={source} label={source === 'configuration' ? 'The configuration, in place of what this server has' : capital(sourceNames[source])} checked={choice.parts.includes(source)} onChange={(event) => onChange({ parts: restorableSources.filter((each) => (each === source ? event.target.checked : choice.parts.includes(each))) })} />
          ))}
        </fieldset>
        {choice.parts.length > 0 && restoredData.some((source) => !choice.parts.includes(source)) && <Notice tone="warning" title="Parts of different times do not fit together.">What MongoDB refers to may then be missing in Elasticsearch or in the files.</Notice>}
      </StageSection>
      <StageSection title="What is there now">
        <RadioCards
          legend="Before anything is replaced" value={choice.safety === '' ? 'none' : 'backup'} onChange={(value) => onChange({ safety: value === 'none' ? '' : choice.destination })}
          cards={[{ value: 'backup', label: 'Back it up first', hint: 'A backup as any other, made once ClearML is stopped. A restore that was a mistake is undone by restoring that.' }, { value: 'none', label: 'Do not save it', hint: 'What is there now can not be brought back then.' }]}
        />
        {choice.safety === '' ? (
          <Field label="Why it need not be saved" hint="It is kept in the list of activity." error={isReasonMissed || isReasonLeft ? safetyProblem(choice) : undefined}><Input ref={reasonField} value={choice.reason} maxLength={500} onBlur={() => setReasonLeft(true)} onChange={(event) => onChange({ reason: event.target.value })} /></Field>
        ) : (
          <Field label="Where that backup goes"><Select options={places} value={choice.safety} onChange={(event) => onChange({ safety: event.target.value })} /></Field>
        )}
      </StageSection>
    </>
  );
}
