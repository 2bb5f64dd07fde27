import { CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { exactWords, RelativeTime, spanWords } from '@/components/ui/relative-time';
import { outcomeLook, Status, type Look } from '@/components/ui/status';
import type { DrillRecord, ListedDrill } from '@/lib/contract/drill-record';
import { formatDuration } from '@/lib/core/units';
import { drilledPlaces, type DrilledPlace, type ListedSet } from './backups-sentence';

const looks = {
  proven: { ...outcomeLook.pass, word: 'Proven' },
  damaged: { ...outcomeLook.fail, word: 'Damaged' },
  failed: { ...outcomeLook.warn, word: 'Drill failed' },
  none: { tone: 'quiet', word: 'Not restored yet', icon: CircleDashed },
} as const satisfies Record<DrillRecord['outcome'] | 'none', Look>;

/** What drills have told of a backup, of each place where it lies whole by itself. `placeOf`: null where there is one place only. */
export function DrillCell({ server, set, placeOf }: { server: string; set: ListedSet; placeOf: ((destination: string) => string | null) | null }) {
  const places = drilledPlaces(set);
  return (
    <ul className="flex min-w-40 flex-col gap-2">
      {places.map((place) => {
        const at = places.length > 1 ? (placeOf?.(place.destination) ?? 'another place') : null;
        return <li key={place.destination}><Told server={server} place={place} of={`the backup of ${exactWords(set.startedAt)}${at === null ? '' : ` at ${at}`}`} />{at !== null && <p className="text-sm wrap-anywhere text-ink-soft">at {at}</p>}</li>;
      })}
    </ul>
  );
}

function Told({ server, place: { provenAt, drill }, of }: { server: string; place: DrilledPlace; of: string }) {
  // A drill that came to no end leaves what was proven before as it is.
  const stays = provenAt !== null && drill?.outcome !== 'proven';
  return (
    <>
      {(provenAt !== null || !drill) && <p className="flex flex-wrap gap-x-2"><Status look={provenAt === null ? looks.none : looks.proven} />{provenAt !== null && <RelativeTime at={provenAt} className="whitespace-nowrap" />}</p>}
      {drill && !(drill.outcome === 'proven' && provenAt === null) && (
        <>
          {drill.outcome !== 'proven' && <p className="flex flex-wrap gap-x-2"><Status look={looks[drill.outcome]} word={stays ? 'Last drill failed' : undefined} /><RelativeTime at={drill.endedAt} className="whitespace-nowrap" /></p>}
          <p className="max-w-[34ch] text-sm text-ink-soft wrap-anywhere">
            {drill.outcome === 'proven' ? costWords(drill) : shortened(drill.sentence)}{whereWords(drill)}{' '}
            {drill.onName !== null && <Link href={`/servers/${drill.onName ?? server}/runs/${drill.id}`} aria-label={`Run of the drill of ${of}`} className="font-medium whitespace-nowrap text-accent underline-offset-2 hover:underline">Its run</Link>}
          </p>
        </>
      )}
    </>
  );
}

/** RTO and RPO. */
const costWords = ({ took, age, files }: DrillRecord): string => `${took === null ? 'Data' : `Took ${formatDuration(took)}${files === 'sample' ? ' without most of the files' : ''}, data`} ${spanWords(age)} old.`;

/** Where it was restored, if on another server. */
function whereWords({ onName }: ListedDrill): string {
  if (onName === undefined) return '';
  return onName === null ? ' Restored on a server that is gone from this console.' : ` Restored on ${onName}.`;
}

/** The run has all of it. */
const shortened = (sentence: string): string => (sentence.length > 140 ? `${sentence.slice(0, 139)}…` : sentence);
