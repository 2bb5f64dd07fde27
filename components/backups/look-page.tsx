'use client';
import { Play, RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StageSection } from '@/components/wizard/stage-page';
import { canStart, type BackupLook } from '@/lib/contract/backup-look';
import { firstSentence } from '@/lib/core/sentences';
import { count, formatDuration, roughly } from '@/lib/core/units';
import { LookFindings } from './look-findings';
import { LookSteps } from './look-steps';
import { placeWords } from './place-words';
import { awayWords, QuiescedField } from './quiesced-field';
import { WithoutRedis } from './without-redis';

/** What a backup will do, before it does it. The server is asked as soon as the page is open, and changed only by the button. */
export function LookPage({ server }: { server: string }) {
  const router = useRouter();
  const destinations = useVerb('backup-destination.list', { server });
  const [chosen, setChosen] = useState<string | null>(null);
  const destination = destinations.data?.find(({ id }) => id === chosen) ?? destinations.data?.[0];
  const id = destination?.id ?? null;
  const [copyChosen, setCopyChosen] = useState('');
  const others = destinations.data?.filter((each) => each.id !== id) ?? [];
  const copyTo = others.some((each) => each.id === copyChosen) ? copyChosen : null;
  const [isQuiesced, setQuiesced] = useState(false);
  const { mutate: ask, data, error, isPending } = useVerbMutation('backup.look');
  useEffect(() => {
    if (id !== null) ask(wish(server, id, copyTo, isQuiesced));
  }, [ask, server, id, copyTo, isQuiesced]);
  const look = data?.destination === id && (data.copyTo ?? null) === copyTo && data.quiesced === isQuiesced && !isPending ? data : null;
  const start = useVerbMutation('backup.start', {
    onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`),
    // Something else stands there by now than this page shows.
    onError: ({ code }) => { if (code === 'conflict' && id !== null) ask(wish(server, id, copyTo, isQuiesced)); },
  });
  const sentence = look ? lookSentence(look, destination ? placeWords(destination.place) : '') : destinations.data?.length === 0 ? 'There is no destination yet.' : error ?? destinations.error ? 'The server could not be asked.' : 'Asking the server what a backup would do. That changes nothing.';
  const again = id !== null && <Button icon={RefreshCw} busy={isPending && 'Asking…'} onClick={() => ask(wish(server, id, copyTo, isQuiesced))}>Look again</Button>;
  return (
    <>
      <PageHeader
        name="Back up now" sentence={sentence}
        action={destinations.data?.length === 0 ? <ButtonLink kind="primary" href={`/servers/${server}/backups`}>Choose a destination</ButtonLink> : <>{again}<Button kind="primary" icon={Play} disabled={!look || !canStart(look)} busy={start.isPending && 'Starting…'} onClick={() => look && start.mutate({ ...wish(server, look.destination, look.copyTo ?? null, look.quiesced), shown: look.shown })}>Start the backup</Button></>}
      />
      <LiveRegion>{sentence}</LiveRegion>
      <ErrorNotice error={start.error ?? error ?? destinations.error} className="mb-6" />
      {destinations.data && destinations.data.length > 1 && id !== null && (
        <div className="mb-6 grid max-w-3xl items-start gap-4 sm:grid-cols-2">
          <Field label="Destination">
            <Select options={destinations.data.map((each) => ({ value: each.id, label: placeWords(each.place) }))} value={id} onChange={(event) => setChosen(event.target.value)} />
          </Field>
          <Field label="And copy to" hint="Once the backup is complete. What takes one place away leaves the other.">
            <Select options={[{ value: '', label: 'Nowhere else' }, ...others.map((each) => ({ value: each.id, label: placeWords(each.place) }))]} value={copyTo ?? ''} onChange={(event) => setCopyChosen(event.target.value)} />
          </Field>
        </div>
      )}
      {id !== null && <QuiescedField isChosen={isQuiesced} onChoose={setQuiesced} />}
      {(isPending || destinations.isPending) && <SkeletonRows rows={10} label="Asking the server" />}
      {look && (
        <div className="flex min-w-0 flex-col gap-10">
          {restarts(look).length > 0 && (
            <Notice tone="warning" title="This will restart" className="-mb-4 max-w-3xl">
              <ul className="list-disc pl-5">{restarts(look).map((line) => <li key={line}>{line}</li>)}</ul>
            </Notice>
          )}
          <StageSection title="What it does">
            <ol className="flex max-w-[68ch] list-decimal flex-col gap-1 pl-5">{look.will.map((line) => <li key={line} className="wrap-anywhere">{line}</li>)}</ol>
            {look.quiesced && <p className="font-medium">{awayWords(look)}</p>}
            <p className="text-ink-soft">{look.lastTook === null ? `Usually ${formatDuration(roughly(look.usually))}; the first one takes longer, by the size of the files.` : `The last one took ${formatDuration(look.lastTook)}.`} It is a run: it goes on when you leave, and can be cancelled.</p>
            <WithoutRedis />
          </StageSection>
          <StageSection title="What stands against it" sentence={<>{server} was asked <RelativeTime at={look.askedAt} />.</>}><LookFindings look={look} restarts={restarts(look).length > 0} /></StageSection>
          <LookSteps steps={look.steps} />
        </div>
      )}
    </>
  );
}

const wish = (server: string, destination: string, copyTo: string | null, isQuiesced: boolean) => ({ server, destination, ...(copyTo !== null && { copyTo }), ...(isQuiesced && { quiesced: true as const }) });

/** What of ClearML goes down for it, in sentences. */
const restarts = ({ steps }: BackupLook): string[] => [...new Set(steps.flatMap((step) => step.restarts))];

/** Whether it can be started, and what it restarts, in sentences. */
function lookSentence(look: BackupLook, place: string): string {
  const stops = look.blockers.length + look.guard.filter(({ outcome }) => outcome === 'refuse').length;
  if (stops > 0) return `No backup can be started now: ${count(stops, 'thing')} ${stops === 1 ? 'stands' : 'stand'} against it.`;
  const warnings = look.guard.length;
  return [`A backup to ${place} can be started${warnings === 0 ? '' : `, with ${count(warnings, 'warning')}`}.`, ...restarts(look).map(firstSentence)].join(' ');
}
