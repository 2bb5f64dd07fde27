'use client';
import Link from 'next/link';
import { useMemo, type ReactNode } from 'react';
import { Duration, exactWords, RelativeTime, useNow } from '@/components/ui/relative-time';
import { outcomeLook, Status, type Look } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import { StageSection } from '@/components/wizard/stage-page';
import type { BackupSet } from '@/lib/contract/backup';
import { formatBytes } from '@/lib/core/units';
import { counts, isUnderWay, lastProven, type ListedSet } from './backups-sentence';
import { DrillCell } from './drill-cell';
import { SetContents } from './set-contents';
import { partNames, whyIncomplete } from './set-words';

interface Props {
  server: string;
  sets: readonly ListedSet[];
  placeOf: (destination: string) => string | null;
  /** Whether there is more than one place, so that each backup says where it lies. */
  hasPlaces: boolean;
  /** Lists older ones; null: all are listed. */
  older: ReactNode;
}

/** What can be restored, and apart from it what can't: half a backup is never taken for a whole one. */
export function SetsSection({ server, sets, placeOf, hasPlaces, older }: Props) {
  const complete = sets.filter(counts);
  const incomplete = sets.filter((set) => !counts(set) && !isUnderWay(set));
  const columns = useMemo(() => columnsOf(server, hasPlaces ? placeOf : null), [server, hasPlaces, placeOf]);
  return (
    <>
      {complete.length > 0 && (
        <StageSection title="Backups">
          <DataTable label="Backups" rows={complete} columns={columns.complete} rowKey={({ id }) => id} urlPrefix="set-" />
        </StageSection>
      )}
      {incomplete.length > 0 && (
        <StageSection title="Incomplete backups" sentence="They count for nothing: they can't be restored, and none of them stands in for a complete one.">
          <DataTable label="Incomplete backups" rows={incomplete} columns={columns.incomplete} rowKey={({ id }) => id} urlPrefix="half-" />
        </StageSection>
      )}
      {older && <p className="flex flex-wrap items-center gap-x-3 gap-y-1">Only the newest {sets.length} are listed. {older}</p>}
    </>
  );
}

const looks: Record<BackupSet['state'], Look> = { complete: { ...outcomeLook.pass, word: 'Complete' }, incomplete: { ...outcomeLook.warn, word: 'Incomplete' }, failed: { ...outcomeLook.fail, word: 'Failed' } };

function columnsOf(server: string, placeOf: Props['placeOf'] | null): Record<'complete' | 'incomplete', readonly Column<ListedSet>[]> {
  const when: Column<ListedSet> = { id: 'when', header: 'Begun', heads: true, value: ({ startedAt }) => startedAt, cell: ({ startedAt }) => <Begun at={startedAt} /> };
  const took: Column<ListedSet> = { id: 'took', header: 'Took', align: 'right', value: ({ startedAt, endedAt }) => (endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null), cell: ({ startedAt, endedAt }) => <Duration from={startedAt} to={endedAt} className="whitespace-nowrap" /> };
  const size: Column<ListedSet> = { id: 'size', header: 'Size', align: 'right', value: ({ bytes }) => bytes, cell: ({ bytes }) => <span className="whitespace-nowrap tabular-nums">{formatBytes(bytes)}</span> };
  const parts: Column<ListedSet> = { id: 'parts', header: 'Parts', unsortable: true, value: ({ parts: all }) => all.map(({ source }) => source).join(' '), cell: (set) => <><Parts set={set} />{set.state === 'complete' && <SetContents server={server} set={set} />}</> };
  const place: Column<ListedSet>[] = placeOf ? [{ id: 'place', header: 'At', value: ({ destination }) => placeOf(destination), cell: (set) => <Places set={set} placeOf={placeOf} /> }] : [];
  const state: Column<ListedSet> = { id: 'state', header: 'State', value: (set) => set.state, cell: (set) => <Status look={looks[set.state]} /> };
  const run: Column<ListedSet> = { id: 'run', header: 'Run', unsortable: true, value: ({ run: id }) => id, cell: (set) => <RunLink server={server} set={set} /> };
  return {
    complete: [
      when, took, size, parts, ...place,
      { id: 'verified', header: 'Verified', value: ({ verifiedAt }) => verifiedAt, cell: ({ verifiedAt }) => (verifiedAt ? <RelativeTime at={verifiedAt} className="whitespace-nowrap" /> : 'No') },
      { id: 'proven', header: 'Proven', value: lastProven, cell: (set) => <DrillCell server={server} set={set} placeOf={placeOf} /> },
      { id: 'actions', header: 'Actions', unsortable: true, value: ({ id }) => id, cell: (set) => <Actions server={server} set={set} placeOf={placeOf} /> },
    ],
    incomplete: [when, took, { id: 'why', header: 'Why it does not count', unsortable: true, value: whyIncomplete, cell: (set) => whyIncomplete(set) }, ...place, state, run],
  };
}

/** Where it lies, and where it should. */
function Places({ set: { destination, copies = [] }, placeOf }: { set: ListedSet; placeOf: Props['placeOf'] }) {
  return (
    <ul className="wrap-anywhere">
      <li>{placeOf(destination) ?? 'not known'}</li>
      {copies.map((copy) => <li key={copy.destination}>{placeOf(copy.destination) ?? 'not known'}{copy.state !== 'complete' && <span className="text-warning"> (not complete there)</span>}</li>)}
    </ul>
  );
}

const linkStyle = 'font-medium whitespace-nowrap text-accent underline-offset-2 hover:underline';

/** Restores the whole of it, looks at its files, proves it; where it was copied, by the place from which it is taken. */
function Actions({ server, set, placeOf }: { server: string; set: ListedSet; placeOf: Props['placeOf'] | null }) {
  const { id, destination, startedAt, copies = [] } = set;
  const when = exactWords(startedAt);
  const base = `/servers/${server}/backups`;
  const whole = copies.filter(({ state }) => state === 'complete');
  return (
    <ul className="flex flex-col gap-2">
      {[{ at: destination, words: '' }, ...whole.map((copy) => ({ at: copy.destination, words: ` from ${placeOf?.(copy.destination) ?? 'its copy'}` }))].map(({ at, words }) => (
        <li key={at} className="flex flex-wrap gap-x-3 [&>a]:leading-6">
          <Link href={`${base}/restore?destination=${at}&set=${id}`} aria-label={`Restore${words} the backup of ${when}`} className={linkStyle}>Restore</Link>
          <Link href={`${base}/files?destination=${at}&set=${id}`} aria-label={`Files${words} of the backup of ${when}`} className={linkStyle}>Files</Link>
          <Link href={`${base}/drill?set=${id}&destination=${at}`} aria-label={`Drill${words} the backup of ${when}`} className={linkStyle}>Drill</Link>
          {words === '' ? <RunLink server={server} set={set} /> : <span className="wrap-anywhere text-ink-soft">{words.trim()}</span>}
        </li>
      ))}
    </ul>
  );
}

const RunLink = ({ server, set: { run, startedAt } }: { server: string; set: ListedSet }) =>
  run ? <Link href={`/servers/${server}/runs/${run}`} aria-label={`Run of ${exactWords(startedAt)}`} className={linkStyle}>Run</Link> : <span className="text-ink-soft">Run gone</span>;

const exactly = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** The moment, in the zone of the browser, with the age below: among thirty nights the age alone tells nothing. */
function Begun({ at }: { at: string }) {
  const isInBrowser = useNow() !== null;
  return (
    <span className="flex flex-col">
      {isInBrowser && <time dateTime={at} className="font-medium whitespace-nowrap">{new Date(at).toLocaleString(undefined, exactly)}</time>}
      <RelativeTime at={at} className="text-sm font-normal whitespace-nowrap text-ink-soft" />
    </span>
  );
}

function Parts({ set }: { set: ListedSet }) {
  return (
    <ul className="flex flex-wrap gap-x-3 text-sm">
      {set.parts.map(({ source, bytes }) => <li key={source} className="whitespace-nowrap"><span className="text-ink-soft">{partNames[source]}</span> <span className="tabular-nums">{formatBytes(bytes)}</span></li>)}
    </ul>
  );
}
