import type { Metadata } from 'next';
import { ConnectServer } from '@/components/servers/connect-server';
import { admitAdmin } from '../../admit';

export const metadata: Metadata = { title: 'Connect a server' };

export default async function NewServerPage() {
  await admitAdmin('/servers/new');
  return <ConnectServer />;
}
