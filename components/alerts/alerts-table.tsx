'use client';
import { BellRing, CircleCheck, Hourglass } from 'lucide-react';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { showHidden } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Duration, RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { outcomeLook, Status, type Look } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import type { Alert } from '@/lib/contract/alert';
import { checkPage } from '@/lib/contract/check-page';
import { splitFirstSentence } from '@/lib/core/sentences';

export const allAlerts = { state: 'all', limit: 500 } as const;

const stateWords: readonly { value: Alert['state']; label: string }[] = [{ value: 'pending', label: 'Pending' }, { value: 'firing', label: 'Firing' }, { value: 'resolved', label: 'Resolved' }];

/** Of a firing alert, how bad it is; else whether it may come or is over. */
function lookOf({ state, severity }: Alert): Look {
  if (state === 'firing') return { ...outcomeLook[severity], word: `Firing: ${outcomeLook[severity].word.toLowerCase()}` };
  return state === 'pending' ? { tone: 'quiet', word: 'Pending', icon: Hourglass } : { tone: 'good', word: 'Resolved', icon: CircleCheck };
}

/** Which check it is of, and why it was told as it was, in a clause each. */
const remarks = ({ title, causedBy, acknowledged, silencedBy, flapping }: Alert): string[] => [
  `check: ${title}`,
  ...(causedBy ? [`explained by “${showHidden(causedBy.message)}”`] : []),
  ...(acknowledged ? [`acknowledged by ${acknowledged.by}`] : []),
  ...(silencedBy ? [`silent: ${silencedBy}`] : []),
  ...(flapping ? ['comes and goes'] : []),
];

const columns: readonly Column<Alert>[] = [
  { id: 'what', header: 'Alert', heads: true, unsortable: true, value: ({ title, message }) => `${message} ${title}`, cell: (alert) => <What alert={alert} /> },
  { id: 'server', header: 'Server', value: ({ server }) => server, cell: ({ server }) => <Link href={`/servers/${server}/health`} className="underline-offset-2 hover:underline md:whitespace-nowrap">{server}</Link> },
  { id: 'state', header: 'State', value: ({ state }) => state, filter: stateWords, cell: (alert) => <Status look={lookOf(alert)} /> },
  { id: 'chapter', header: 'Chapter', value: ({ chapter }) => chapter, cell: ({ chapter }) => <span className="text-ink-soft">{chapter}</span> },
  { id: 'since', header: 'Began', value: ({ since }) => since, cell: ({ since }) => <RelativeTime at={since} className="whitespace-nowrap" /> },
  { id: 'lasted', header: 'Lasted', align: 'right', value: ({ since, resolvedAt }) => (resolvedAt ? Date.parse(resolvedAt) - Date.parse(since) : null), cell: ({ since, resolvedAt }) => <Duration from={since} to={resolvedAt} className="whitespace-nowrap" /> },
  { id: 'told', header: 'Told', align: 'right', value: ({ told }) => told, cell: ({ told }) => (told === 0 ? <span className="text-ink-faint">Never</span> : told === 1 ? 'Once' : `${told} times`) },
];

function What({ alert }: { alert: Alert }) {
  const { first, rest } = splitFirstSentence(showHidden(alert.message));
  // What is over takes no space any more.
  const page = alert.state === 'resolved' ? null : checkPage(alert.check);
  return (
    <div>
      {alert.now && <p className="font-semibold">{showHidden(alert.now.message)}</p>}
      <p className={alert.now ? 'font-normal text-ink-soft' : 'font-semibold'}>{alert.now && 'It was: '}{first}</p>
      {rest !== '' && <p className="font-normal text-ink-soft">{rest}</p>}
      <p className="text-sm font-normal text-ink-faint">{remarks(alert).join(' · ')}</p>
      {page && <p className="text-sm font-normal"><Link href={`/servers/${alert.server}/health${page.below}`} className="underline underline-offset-2">{page.label}</Link></p>}
    </div>
  );
}

/** Alerts, open and past, newest first. */
export function AlertsTable() {
  const { data: alerts, error, isPending } = useVerb('alert.list', allAlerts, { every: 15_000 });
  if (error) return <ErrorNotice error={error} />;
  if (isPending) return <SkeletonRows label="Loading the alerts" />;
  if (alerts.length === 0) return <EmptyState icon={BellRing} title="Alerts will be here">When a check of a watched server has held long enough, it becomes an alert. It stays here after it is resolved.</EmptyState>;
  return <DataTable label="Alerts" rows={alerts} columns={columns} rowKey={({ id }) => id} urlPrefix="alert-" search="Search the alerts" />;
}

/** The answer to "does anything alert?" in a sentence. */
export function AlertsSentence() {
  const { data: alerts } = useVerb('alert.list', allAlerts, { every: 15_000 });
  return alerts ? alertsSentence(alerts) : 'Looking for the alerts.';
}

export function alertsSentence(alerts: readonly Alert[]): string {
  const firing = alerts.filter(({ state }) => state === 'firing');
  const [first] = firing;
  if (firing.length > 1) return `${firing.length} alerts fire now.`;
  if (first?.now) return `One alert still fires, on ${first.server}, and recovers: ${first.now.message}`;
  if (first) return `One alert fires, on ${first.server}: ${first.message}`;
  const [last] = alerts;
  return last ? 'No alert fires now.' : 'There was no alert yet.';
}
