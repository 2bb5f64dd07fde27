'use client';
import { useMemo } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { showHidden } from '@/components/ui/code';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import { DataTable, type Column } from '@/components/ui/table';
import type { Channel, Delivery } from '@/lib/contract/channel';
import { count } from '@/lib/core/units';
import { deliveryLook } from './channel-words';

function columnsOf(channels: readonly Channel[]): readonly Column<Delivery>[] {
  const nameOf = ({ channel }: Delivery) => channels.find(({ id }) => id === channel)?.name ?? channel;
  return [
    { id: 'what', header: 'Message', heads: true, unsortable: true, value: ({ what }) => what, cell: ({ what }) => <span className="font-semibold">{showHidden(what)}</span> },
    { id: 'channel', header: 'Channel', value: nameOf, filter: channels.map(({ name }) => ({ value: name, label: name })), cell: nameOf },
    { id: 'state', header: 'State', value: ({ state }) => state, filter: Object.entries(deliveryLook).map(([value, { word }]) => ({ value, label: word })), cell: (delivery) => <StateCell delivery={delivery} /> },
    { id: 'answer', header: 'Answer', unsortable: true, value: ({ answer }) => answer, cell: ({ answer }) => (answer ? <span className="font-mono text-sm wrap-anywhere text-ink-soft">{showHidden(answer)}</span> : <span className="text-ink-faint">–</span>) },
    { id: 'at', header: 'When', value: ({ at }) => at, cell: ({ at }) => <RelativeTime at={at} className="whitespace-nowrap" /> },
  ];
}

function StateCell({ delivery: { state, attempts, nextAt } }: { delivery: Delivery }) {
  return (
    <div className="flex flex-col">
      <Status look={deliveryLook[state]} />
      {attempts > 1 && <span className="text-sm text-ink-soft">{count(attempts, 'try', 'tries')}</span>}
      {state === 'waiting' && nextAt && <span className="text-sm text-ink-soft">next <RelativeTime at={nextAt} /></span>}
    </div>
  );
}

/** Messages to all channels, newest first. */
export function DeliveryLog({ channels }: { channels: readonly Channel[] }) {
  const { data: deliveries, error, isPending } = useVerb('delivery.list', { limit: 200 }, { every: 15_000 });
  const columns = useMemo(() => columnsOf(channels), [channels]);
  if (error) return <ErrorNotice error={error} />;
  if (isPending) return <SkeletonRows label="Loading the messages" />;
  if (deliveries.length === 0) return <p className="text-ink-soft">Nothing was sent yet. Every message will be written down here, with what the remote answered.</p>;
  return <DataTable label="Messages" rows={deliveries} columns={columns} rowKey={({ id }) => id} urlPrefix="message-" search="Search the messages" />;
}
