'use client';
import { BellOff, CalendarClock, CircleSlash, Pencil, Plus, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { SettingsNav } from '@/components/settings/settings-nav';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { IconButton } from '@/components/ui/icon-button';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import type { Silence } from '@/lib/contract/alert';
import { RemoveSilence } from './remove-silence';
import { SilenceDialog } from './silence-dialog';
import { silencesSentence, when, whose } from './silence-values';

type State = 'active' | 'coming' | 'over';
const stateOf = ({ isActive, next }: Silence): State => (isActive ? 'active' : next.length > 0 ? 'coming' : 'over');
const looks = {
  active: { tone: 'accent', word: 'Active now', icon: BellOff },
  coming: { tone: 'quiet', word: 'To come', icon: CalendarClock },
  over: { tone: 'quiet', word: 'Over', icon: CircleSlash },
} as const;

const columns: readonly Column<Silence>[] = [
  { id: 'title', header: 'Window', heads: true, value: ({ title }) => title, cell: ({ title, sentence }) => <div><p className="font-semibold">{title}</p><p className="font-normal text-ink-soft">{sentence}</p></div> },
  { id: 'server', header: 'Server', value: whose, cell: ({ server }) => (server ? <Link href={`/servers/${server}`} className="underline-offset-2 hover:underline">{server}</Link> : 'All servers') },
  { id: 'state', header: 'State', value: stateOf, filter: Object.entries(looks).map(([value, { word }]) => ({ value, label: word })), cell: (silence) => <Status look={looks[stateOf(silence)]} /> },
  { id: 'next', header: 'Next, in your time zone', value: ({ next }) => next[0] ?? null, cell: ({ next }) => (next.length > 0 ? <ul>{next.slice(0, 3).map((at) => <li key={at}><time dateTime={at}>{when(at)}</time></li>)}</ul> : <span className="text-ink-faint">–</span>) },
  { id: 'by', header: 'By', value: ({ by }) => by, cell: ({ by }) => by },
  { id: 'do', header: 'Do', unsortable: true, value: () => null, cell: (silence) => <Actions silence={silence} /> },
];

/** When nothing is told, because somebody works on a server. */
export function Silences() {
  const { data: silences, error } = useVerb('silence.list', {}, { every: 30_000 });
  const [adds, setAdds] = useState(false);
  const add = <Button kind="primary" icon={Plus} onClick={() => setAdds(true)}>Add a window</Button>;
  return (
    <>
      <SettingsNav />
      <PageHeader name="Maintenance windows" sentence={silences ? silencesSentence(silences) : 'Looking for the windows.'} action={silences && silences.length > 0 ? add : undefined} />
      <ErrorNotice error={error} className="mb-6" />
      {!silences && !error && <SkeletonRows rows={3} label="Loading the windows" />}
      {silences?.length === 0 && (
        <EmptyState icon={CalendarClock} title="Your maintenance windows will be here" action={add}>
          Plan one before you work on a server, once or every week: nothing is told while it lasts, and what is still ill when it ends is told then. Runs of this console need none, since they silence what they stop.
        </EmptyState>
      )}
      {silences && silences.length > 0 && <DataTable label="Maintenance windows" rows={silences} columns={columns} rowKey={({ id }) => id} search="Search the windows" />}
      {adds && <SilenceDialog onClose={() => setAdds(false)} />}
    </>
  );
}

/** One that is over is changed no more: a new one is added. */
function Actions({ silence }: { silence: Silence }) {
  const [asks, setAsks] = useState(false);
  const [edits, setEdits] = useState(false);
  return (
    <span className="inline-flex gap-1">
      {stateOf(silence) !== 'over' && <IconButton icon={Pencil} size="small" label={`Change ${silence.title}…`} onClick={() => setEdits(true)} />}
      <IconButton icon={Trash2} size="small" label={`Remove ${silence.title}…`} onClick={() => setAsks(true)} />
      {asks && <RemoveSilence silence={silence} onClose={() => setAsks(false)} />}
      {edits && <SilenceDialog silence={silence} onClose={() => setEdits(false)} />}
    </span>
  );
}
