'use client';
import { Ban, CircleCheck, CircleX } from 'lucide-react';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import type { AuditEntry } from '@/lib/contract/record';

const looks = {
  ok: { tone: 'quiet', word: 'Done', icon: CircleCheck },
  refused: { tone: 'warning', word: 'Refused', icon: Ban },
  failed: { tone: 'bad', word: 'Failed', icon: CircleX },
} as const;

const columns: readonly Column<AuditEntry>[] = [
  { id: 'what', header: 'What', heads: true, unsortable: true, value: auditWords, cell: (entry) => <span title={entry.verb}><span className="font-semibold">{entry.actor}</span>{auditWords(entry).slice(entry.actor.length)}</span> },
  { id: 'server', header: 'Server', value: ({ serverName }) => serverName, cell: ({ serverName }) => (serverName ? <ServerLink name={serverName} /> : <span className="text-ink-faint">–</span>) },
  { id: 'outcome', header: 'Outcome', value: ({ outcome }) => outcome, filter: Object.entries(looks).map(([value, { word }]) => ({ value, label: word })), cell: ({ outcome }) => <Status look={looks[outcome]} /> },
  { id: 'at', header: 'When', value: ({ at }) => at, cell: ({ at }) => <RelativeTime at={at} className="whitespace-nowrap" /> },
];

/** The audit outlives the servers: one that was removed has no page. */
function ServerLink({ name }: { name: string }) {
  const { data: servers } = useVerb('server.list', {});
  if (servers && !servers.some((server) => server.name === name)) return <span className="text-ink-soft">{name}</span>;
  return <Link href={`/servers/${name}`} className="underline-offset-2 hover:underline md:whitespace-nowrap">{name}</Link>;
}

export function auditWords({ actor, sentence }: Pick<AuditEntry, 'actor' | 'sentence'>): string {
  return `${actor} ${sentence}`;
}

/** Who did what, newest first. */
export function AuditTable() {
  const { data: entries, error, isPending } = useVerb('activity.list', { limit: 500 });
  if (error) return <ErrorNotice error={error} />;
  if (isPending) return <SkeletonRows label="Loading the audit" />;
  if (entries.length === 0) return <EmptyState title="Nothing was done yet">Every change that somebody asks for is written down here, also when it was refused.</EmptyState>;
  return <DataTable label="Audit" rows={entries} columns={columns} rowKey={({ id }) => id} urlPrefix="audit-" search="Search the audit" />;
}
