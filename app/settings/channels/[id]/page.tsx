import type { Metadata } from 'next';
import { EditChannel } from '@/components/channels/channel-editor';
import { admitAdmin } from '../../../admit';

export const metadata: Metadata = { title: 'Edit a channel' };

export default async function EditChannelPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await admitAdmin(`/settings/channels/${id}`);
  return <EditChannel id={id} />;
}
