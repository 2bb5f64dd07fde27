'use client';
import { BellRing, Plus } from 'lucide-react';
import { useVerb } from '@/components/api/use-verb';
import { SettingsNav } from '@/components/settings/settings-nav';
import { ButtonLink } from '@/components/ui/button';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { DataTable, type Column } from '@/components/ui/table';
import type { Channel } from '@/lib/contract/channel';
import { kindLabel } from './channel-kinds';
import { ChannelActions, LastCell, NameCell } from './channel-row';
import { channelsSentence, whatItGets } from './channel-words';
import { DeliveryLog } from './delivery-log';
import { Part } from './part';
import { TellingForm } from './telling-form';

const columns: readonly Column<Channel>[] = [
  { id: 'name', header: 'Channel', heads: true, value: ({ name }) => name, cell: (channel) => <NameCell channel={channel} /> },
  { id: 'kind', header: 'Kind', value: ({ kind }) => kindLabel(kind), cell: ({ kind }) => <span className="whitespace-nowrap">{kindLabel(kind)}</span> },
  { id: 'gets', header: 'Gets', unsortable: true, value: whatItGets, cell: (channel) => <span className="text-ink-soft">{whatItGets(channel)}</span> },
  { id: 'last', header: 'Last message', value: ({ last }) => last?.at ?? null, cell: ({ last }) => <LastCell last={last} /> },
  { id: 'do', header: 'Do', unsortable: true, value: () => null, cell: (channel) => <ChannelActions channel={channel} /> },
];

/** Where alerts are told, how that went, and how it is noticed that the console itself has stopped. */
export function Channels() {
  const { data: channels, error } = useVerb('channel.list', {});
  const add = <ButtonLink kind="primary" icon={Plus} href="/settings/channels/new">Add a channel</ButtonLink>;
  return (
    <>
      <SettingsNav />
      <PageHeader name="Channels" sentence={channels ? channelsSentence(channels) : 'Looking for the channels.'} action={channels && channels.length > 0 ? add : undefined} />
      <ErrorNotice error={error} className="mb-6" />
      <StopsWithTerminal />
      {!channels && !error && <SkeletonRows rows={3} label="Loading the channels" />}
      {channels?.length === 0 && (
        <EmptyState icon={BellRing} title="Your channels will be here" action={add}>
          A channel is where alerts are told: an e-mail address, Slack, a webhook and others. Add one, then test it: you see what the remote answers.
        </EmptyState>
      )}
      {channels && channels.length > 0 && <DataTable label="Channels" rows={channels} columns={columns} rowKey={({ id }) => id} urlPrefix="channel-" search="Search the channels" />}
      <Part id="messages" title="Messages" sentence="What was sent, or waits to be sent, newest first."><DeliveryLog channels={channels ?? []} /></Part>
      <TellingForm />
    </>
  );
}

/** Alerts live as long as the console. */
function StopsWithTerminal() {
  const { data: info } = useVerb('console.info', {});
  if (!info || info.isService) return null;
  return (
    <Notice tone="warning" title="Alerts stop when this console stops." className="mb-6 max-w-3xl">
      It was started in a terminal and ends with it, also when the laptop is closed. To have it run by itself, install it as a service on a Linux machine that stays on: <Code>sudo npm run service</Code>
    </Notice>
  );
}
