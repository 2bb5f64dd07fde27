'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Pencil, Send, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { setVerbData, useVerbMutation, verbKey } from '@/components/api/use-verb';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { showHidden } from '@/components/ui/code';
import { ErrorNotice } from '@/components/ui/error-notice';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { Channel } from '@/lib/contract/channel';
import { deliveryLook } from './channel-words';
import { RemoveChannel } from './remove-channel';

export const channelAddress = ({ id }: Pick<Channel, 'id'>): string => `/settings/channels/${id}`;

export function NameCell({ channel }: { channel: Channel }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Link href={channelAddress(channel)} className="font-semibold underline-offset-2 hover:underline">{channel.name}</Link>
      {!channel.isOn && <Badge>Off</Badge>}
    </span>
  );
}

/** How the newest message went, with what the remote said. */
export function LastCell({ last }: Pick<Channel, 'last'>) {
  if (!last) return <span className="text-ink-faint">Nothing was sent yet</span>;
  return (
    <div className="flex min-w-0 flex-col">
      <span className="flex flex-wrap items-baseline gap-x-2"><Status look={deliveryLook[last.state]} /><RelativeTime at={last.at} className="whitespace-nowrap text-ink-soft" /></span>
      {last.answer && <span className="font-mono text-sm wrap-anywhere text-ink-soft">{showHidden(last.answer)}</span>}
    </div>
  );
}

/** Test, edit, remove. What the remote answered to a test is shown as the channel's last message, and read out. */
export function ChannelActions({ channel }: { channel: Channel }) {
  const client = useQueryClient();
  const [removes, setRemoves] = useState(false);
  const test = useVerbMutation('channel.test', {
    onSuccess: (last) => {
      const channels = client.getQueryData<Channel[]>(verbKey('channel.list', {}));
      if (channels) setVerbData(client, 'channel.list', {}, channels.map((each) => (each.id === channel.id ? { ...each, last } : each)));
      void client.invalidateQueries({ queryKey: ['delivery.list'] });
    },
  });
  const said = test.data && `The test message to ${channel.name}: ${deliveryLook[test.data.state].word.toLowerCase()}. ${test.data.answer ?? ''}`;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-1">
        <Button size="small" icon={Send} aria-label={`Test: ${channel.name}`} busy={test.isPending && 'Sending…'} onClick={() => test.mutate({ id: channel.id })}>Test</Button>
        <Link href={channelAddress(channel)} aria-label={`Edit ${channel.name}`} className="inline-flex size-7 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink"><Pencil aria-hidden className="size-4" /></Link>
        <IconButton icon={Trash2} size="small" label={`Remove ${channel.name}…`} onClick={() => setRemoves(true)} />
      </div>
      <span role="status" className="sr-only">{said}</span>
      <ErrorNotice error={test.error} />
      {removes && <RemoveChannel channel={channel} onClose={() => setRemoves(false)} />}
    </div>
  );
}
