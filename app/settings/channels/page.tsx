import type { Metadata } from 'next';
import { Channels } from '@/components/channels/channels';
import { admitAdmin } from '../../admit';

export const metadata: Metadata = { title: 'Channels' };

export default async function ChannelsPage() {
  await admitAdmin('/settings/channels');
  return <Channels />;
}
