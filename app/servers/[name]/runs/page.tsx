import type { Metadata } from 'next';
import { ServerRuns } from '@/components/servers/server-runs';
import { admitAdmin, ask } from '../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Runs · ${(await params).name}` });

export default async function RunsPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/runs`);
  return <ServerRuns server={(await ask('server.get', { server: name })).name} />;
}
