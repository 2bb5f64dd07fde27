'use client';
import { BellRing, Server as ServerIcon } from 'lucide-react';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { SilencedBadge } from '@/components/silences/silenced-line';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime, useNow } from '@/components/ui/relative-time';
import { isJudged, lookOfServer, outcomeLook, serverLook, Status, verdictLook } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import { slotFile, type Slot } from '@/lib/contract/materials';
import type { Server } from '@/lib/contract/server';
import { connectPlace } from '../frame/places';
import { fleetSentence } from './fleet-sentence';
import { lastContactOf } from './last-contact';
import { conditionOf, isStaleBrief } from './condition';

const columns: readonly Column<Server>[] = [
  { id: 'name', header: 'Server', heads: true, value: ({ name }) => name, cell: (server) => <Link href={`/servers/${server.name}`} className="font-semibold underline-offset-2 hover:underline md:whitespace-nowrap">{server.name}</Link> },
  { id: 'state', header: 'State', value: conditionOf, filter: Object.entries({ ...serverLook, ...verdictLook }).map(([value, { word }]) => ({ value, label: word })), cell: (server) => <Condition server={server} /> },
  { id: 'sentence', header: 'What to know', unsortable: true, value: sentenceOf, cell: (server) => <WhatToKnow server={server} /> },
  { id: 'alerts', header: 'Alerts', value: ({ health }) => health?.firing ?? 0, cell: (server) => <Alerts server={server} /> },
  { id: 'backup', header: 'Last backup', value: ({ lastBackup }) => lastBackup?.at ?? null, cell: (server) => <LastBackup server={server} /> },
  { id: 'address', header: 'Address', value: ({ address }) => address, cell: ({ address, login }) => <span className="font-mono text-sm whitespace-nowrap">{login}@{address}</span> },
  { id: 'seen', header: 'Last contact', value: lastContactOf, cell: (server) => <LastContact at={lastContactOf(server)} /> },
];

/** Contact times age without a change that the socket would tell. */
const everyHalfMinute = 30_000;

/** All servers, worst first as the console gives them. */
export function Fleet({ initial }: { initial: Server[] }) {
  const { data: servers = initial, error } = useVerb('server.list', {}, { initial, every: everyHalfMinute });
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

const LastContact = ({ at }: { at: string | null }) => (at ? <RelativeTime at={at} className="whitespace-nowrap" /> : <span className="text-ink-faint">Never</span>);

/** Where ClearML is, having none is worth a look; elsewhere there is nothing to back up yet. */
function LastBackup({ server: { lastBackup, state } }: { server: Server }) {
  const age = lastBackup && <RelativeTime at={lastBackup.at} className="whitespace-nowrap" />;
  if (age) return lastBackup.isOld ? <Status look={outcomeLook.warn} word={age} /> : age;
  return state === 'new' || state === 'installing' ? <span className="text-ink-faint">–</span> : <Status look={outcomeLook.warn} word="None" />;
}

function sentenceOf({ health, sentence }: Server): string {
  return isJudged(health) ? health.sentence : sentence;
}

function Alerts({ server: { health, silenced } }: { server: Server }) {
  return (
    <span className="inline-flex flex-col items-start gap-1">
      {health && health.firing > 0 ? <span className="inline-flex items-center gap-1.5 font-medium whitespace-nowrap text-bad"><BellRing aria-hidden className="size-4" />{health.firing} firing</span> : <span className="text-ink-faint">None</span>}
      <SilencedBadge silenced={silenced} />
    </span>
  );
}

/** A verdict that is too old to be believed is grey and says so. */
function Condition({ server }: { server: Server }) {
  const now = useNow(20_000);
  const stale = isJudged(server.health) && isStaleBrief(server.health, now);
  const look = lookOfServer(server);
  return <Status look={stale ? { ...look, tone: 'quiet' } : look} {...(stale ? { word: `${look.word}, stale` } : {})} />;
}

function WhatToKnow({ server }: { server: Server }) {
  const now = useNow(20_000);
  const stale = isJudged(server.health) && isStaleBrief(server.health, now);
  return <span className={stale ? 'text-ink-faint' : 'text-ink-soft'}>{stale && 'Nothing new was heard; as it was then: '}{sentenceOf(server)}</span>;
}

/** Whole, not broken at its hyphen. */
const FileName = ({ slot }: { slot: Slot }) => <span className="font-mono text-sm whitespace-nowrap">{slotFile[slot]}</span>;
