'use client';
import Link from 'next/link';
import { useMemo } from 'react';
import { Duration, exactWords, RelativeTime } from '@/components/ui/relative-time';
import { outcomeLook, Status, type Look } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import { StageSection } from '@/components/wizard/stage-page';
import type { BackupSet } from '@/lib/contract/backup';
import { formatBytes } from '@/lib/core/units';
import { counts, isUnderWay, lastProven, type ListedSet } from './backups-sentence';
import { DrillCell } from './drill-cell';
import { partNames, whyIncomplete } from './set-words';

interface Props {
  server: string;
  sets: readonly ListedSet[];
  placeOf: (destination: string) => string | null;
  /** Whether there is more than one place, so that each backup says where it lies. */
  hasPlaces: boolean;
}

/** What can be restored, and apart from it what can't: half a backup is never taken for a whole one. */
export function SetsSection({ server, sets, placeOf, hasPlaces }: Props) {
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
    </>
  );
}

const looks: Record<BackupSet['state'], Look> = { complete: { ...outcomeLook.pass, word: 'Complete' }, incomplete: { ...outcomeLook.warn, word: 'Incomplete' }, failed: { ...outcomeLook.fail, word: 'Failed' } };

function columnsOf(server: string, placeOf: Props['placeOf'] | null): Record<'complete' | 'incomplete', readonly Column<ListedSet>[]> {
  const when: Column<ListedSet> = { id: 'when', header: 'Begun', heads: true, value: ({ startedAt }) => startedAt, cell: ({ startedAt }) => <RelativeTime at={startedAt} className="font-medium whitespace-nowrap" /> };
  const took: Column<ListedSet> = { id: 'took', header: 'Took', align: 'right', value: ({ startedAt, endedAt }) => (endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null), cell: ({ startedAt, endedAt }) => <Duration from={startedAt} to={endedAt} className="whitespace-nowrap" /> };
  const size: Column<ListedSet> = { id: 'size', header: 'Size', align: 'right', value: ({ bytes }) => bytes, cell: ({ bytes }) => <span className="whitespace-nowrap tabular-nums">{formatBytes(bytes)}</span> };
  const parts: Column<ListedSet> = { id: 'parts', header: 'Parts', unsortable: true, value: ({ parts: all }) => all.map(({ source }) => source).join(' '), cell: (set) => <Parts set={set} /> };
  const place: Column<ListedSet>[] = placeOf ? [{ id: 'place', header: 'At', value: ({ destination }) => placeOf(destination), cell: (set) => <Places set={set} placeOf={placeOf} /> }] : [];
  const state: Column<ListedSet> = { id: 'state', header: 'State', value: (set) => set.state, cell: (set) => <Status look={looks[set.state]} /> };
  const run: Column<ListedSet> = { id: 'run', header: 'Run', unsortable: true, value: ({ run: id }) => id, cell: ({ run: id, startedAt }) => (id ? <Link href={`/servers/${server}/runs/${id}`} aria-label={`Run of ${exactWords(startedAt)}`} className="font-medium text-accent underline-offset-2 hover:underline">Run</Link> : <span className="text-ink-soft">Gone</span>) };
  return {
    complete: [
      when, took, size, parts, ...place,
      { id: 'verified', header: 'Read back', value: ({ verifiedAt }) => verifiedAt, cell: ({ verifiedAt }) => (verifiedAt ? <RelativeTime at={verifiedAt} className="whitespace-nowrap" /> : 'No') },
      { id: 'proven', header: 'Restored', value: lastProven, cell: (set) => <DrillCell server={server} set={set} placeOf={placeOf} /> },
      { id: 'prove', header: 'Restore drill', unsortable: true, value: ({ id }) => id, cell: ({ id, destination, startedAt }) => <Link href={`/servers/${server}/backups/drill?set=${id}&destination=${destination}`} aria-label={`Prove it: the backup of ${exactWords(startedAt)}`} className="font-medium whitespace-nowrap text-accent underline-offset-2 hover:underline">Prove it</Link> },
      state, run,
      { id: 'restore', header: 'Use', unsortable: true, value: ({ id }) => id, cell: (set) => <Use server={server} set={set} placeOf={placeOf} /> },
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

/** Restores the whole of it, looks at its files; where it was copied, by the place from which it is taken. */
function Use({ server, set: { id, destination, startedAt, copies = [] }, placeOf }: { server: string; set: ListedSet; placeOf: Props['placeOf'] | null }) {
  const when = exactWords(startedAt);
  const style = 'font-medium whitespace-nowrap text-accent underline-offset-2 hover:underline';
  const whole = copies.filter(({ state }) => state === 'complete');
  return (
    <ul className="flex flex-col gap-2">
      {[{ destination, words: '' }, ...whole.map((copy) => ({ destination: copy.destination, words: ` from ${placeOf?.(copy.destination) ?? 'its copy'}` }))].map(({ destination: at, words }) => (
        <li key={at} className="flex gap-3">
          <Link href={`/servers/${server}/backups/restore?destination=${at}&set=${id}`} aria-label={`Restore${words} the backup of ${when}`} className={style}>Restore</Link>
          <Link href={`/servers/${server}/backups/files?destination=${at}&set=${id}`} aria-label={`Files${words} of the backup of ${when}`} className={style}>Files</Link>
          {words !== '' && <Link href={`/servers/${server}/backups/drill?set=${id}&destination=${at}`} aria-label={`Prove it${words}: the backup of ${when}`} className={style}>Prove it</Link>}
          {words !== '' && <span className="wrap-anywhere text-ink-soft">{words.trim()}</span>}
        </li>
      ))}
    </ul>
  );
}

function Parts({ set }: { set: ListedSet }) {
  return (
    <ul className="flex flex-wrap gap-x-3 text-sm">
      {set.parts.map(({ source, bytes }) => <li key={source} className="whitespace-nowrap"><span className="text-ink-soft">{partNames[source]}</span> <span className="tabular-nums">{formatBytes(bytes)}</span></li>)}
    </ul>
  );
}
