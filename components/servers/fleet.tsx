'use client';
import { Server as ServerIcon } from 'lucide-react';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { serverLook, Status } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import { slotFile, type Slot } from '@/lib/contract/materials';
import type { Server } from '@/lib/contract/server';
import { connectPlace } from '../frame/places';
import { fleetSentence } from './fleet-sentence';

const columns: readonly Column<Server>[] = [
  { id: 'name', header: 'Server', heads: true, value: ({ name }) => name, cell: (server) => <Link href={`/servers/${server.name}`} className="font-semibold underline-offset-2 hover:underline md:whitespace-nowrap">{server.name}</Link> },
  { id: 'state', header: 'State', value: ({ state }) => state, filter: Object.entries(serverLook).map(([value, { word }]) => ({ value, label: word })), cell: ({ state }) => <Status look={serverLook[state]} /> },
  { id: 'sentence', header: 'What to know', unsortable: true, value: ({ sentence }) => sentence, cell: ({ sentence }) => <span className="text-ink-soft">{sentence}</span> },
  { id: 'address', header: 'Address', value: ({ address }) => address, cell: ({ address, login }) => <span className="font-mono text-sm whitespace-nowrap">{login}@{address}</span> },
  { id: 'seen', header: 'Last answer', value: ({ lastSeenAt }) => lastSeenAt, cell: ({ lastSeenAt }) => (lastSeenAt ? <RelativeTime at={lastSeenAt} className="whitespace-nowrap" /> : <span className="text-ink-faint">Never</span>) },
];

/** All servers, worst first as the console gives them. */
export function Fleet({ initial }: { initial: Server[] }) {
  const { data: servers = initial, error } = useVerb('server.list', {}, { initial });
  const connect = <ButtonLink kind="primary" icon={connectPlace.icon} href={connectPlace.href}>{connectPlace.label}</ButtonLink>;
  return (
    <>
      <PageHeader name="Servers" sentence={fleetSentence(servers)} action={servers.length > 0 ? connect : undefined} />
      <ErrorNotice error={error} className="mb-4" />
      {servers.length === 0 ? (
        <EmptyState icon={ServerIcon} title="Your servers will be here" action={connect}>
          <p>To begin you need:</p>
          <ul className="mt-1 list-disc pl-5">
            <li>a server with Ubuntu that you can sign in to over SSH, as root or with sudo;</li>
            <li>the three files from ClearML: <FileName slot="compose" />, <FileName slot="override" /> and <FileName slot="constants" />;</li>
            <li>the registry login that ClearML gave you, usually one to Docker Hub.</li>
          </ul>
        </EmptyState>
      ) : (
        <DataTable label="Servers" rows={servers} columns={columns} rowKey={({ id }) => id} search="Search servers" />
      )}
    </>
  );
}

/** Whole, not broken at its hyphen. */
const FileName = ({ slot }: { slot: Slot }) => <span className="font-mono text-sm whitespace-nowrap">{slotFile[slot]}</span>;
