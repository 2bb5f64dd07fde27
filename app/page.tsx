import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Fleet } from '@/components/servers/fleet';
import { admitAdmin, serverList } from './admit';

export const metadata: Metadata = { title: 'Servers' };

/** The fleet. With one server there is nothing to choose. */
export default async function FleetPage() {
  await admitAdmin('/');
  const servers = await serverList();
  if (servers.length === 1 && servers[0]) redirect(`/servers/${servers[0].name}`);
  return <Fleet initial={servers} />;
}
