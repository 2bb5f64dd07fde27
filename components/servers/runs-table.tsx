'use client';
import { History } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { runAddress } from '@/components/frame/running-work';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Duration, RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { runLook, Status } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import type { RunSummary } from '@/lib/contract/run';

/** A run outlives its server's profile: its own id then stands where the server's did. */
const isRemoved = ({ id, serverId }: RunSummary): boolean => id === serverId;

const columns: readonly Column<RunSummary>[] = [
  { id: 'run', header: 'Run', heads: true, value: ({ title }) => title, cell: (run) => <Link href={runAddress(run)} className="font-semibold underline-offset-2 hover:underline">{run.title}</Link> },
  { id: 'server', header: 'Server', value: ({ serverName }) => serverName, cell: (run) => (isRemoved(run) ? <span className="text-ink-soft">{run.serverName} (removed)</span> : <Link href={`/servers/${run.serverName}`} className="underline-offset-2 hover:underline md:whitespace-nowrap">{run.serverName}</Link>) },
  { id: 'state', header: 'State', value: ({ state }) => state, filter: Object.entries(runLook).map(([value, { word }]) => ({ value, label: word })), cell: ({ state }) => <Status look={runLook[state]} /> },
  { id: 'sentence', header: 'What happened', unsortable: true, value: ({ sentence }) => sentence, cell: ({ sentence }) => <span className="text-ink-soft">{sentence}</span> },
  { id: 'by', header: 'By', value: ({ actor }) => actor, cell: ({ actor }) => actor },
  { id: 'at', header: 'Started', value: ({ createdAt }) => createdAt, cell: ({ startedAt, createdAt }) => <RelativeTime at={startedAt ?? createdAt} className="whitespace-nowrap" /> },
  { id: 'took', header: 'Time', align: 'right', value: ({ startedAt, endedAt }) => (startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null), cell: ({ startedAt, endedAt }) => (startedAt ? <Duration from={startedAt} to={endedAt} className="whitespace-nowrap" /> : '–') },
];

/** What was done, live and past; of one server or of all. */
export function RunsTable({ server, search = true }: { server?: string; search?: boolean }) {
  const { data: runs, error, isPending } = useVerb('run.list', { ...(server ? { server } : {}), limit: 200 });
  const shown = useMemo(() => (server ? columns.filter(({ id }) => id !== 'server') : columns), [server]);
  if (error) return <ErrorNotice error={error} />;
  if (isPending) return <SkeletonRows label="Loading the runs" />;
  if (runs.length === 0) {
    return (
      <EmptyState icon={History} title="Runs will be here" action={server ? <ButtonLink href={`/servers/${server}/install`}>Go to the installation</ButtonLink> : undefined}>
        Whatever the console changes on a server is a run: each has one page, with its steps and their output, for ever.
      </EmptyState>
    );
  }
  return <DataTable label="Runs" rows={runs} columns={shown} rowKey={({ id }) => id} urlPrefix="run-" {...(search ? { search: 'Search runs' } : {})} />;
}
