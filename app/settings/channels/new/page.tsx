import type { Metadata } from 'next';
import { NewChannel } from '@/components/channels/channel-editor';
import { admitAdmin } from '../../../admit';

export const metadata: Metadata = { title: 'Add a channel' };

export default async function NewChannelPage() {
  await admitAdmin('/settings/channels/new');
  return <NewChannel />;
}
