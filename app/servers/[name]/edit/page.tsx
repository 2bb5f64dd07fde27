import type { Metadata } from 'next';
import { EditServer } from '@/components/servers/edit-server';
import { admitAdmin, ask } from '../../../admit';

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Edit ${(await params).name}` });

export default async function EditServerPage({ params, searchParams }: Props) {
  const { name } = await params;
  const from = (await searchParams).from === 'connect' ? 'connect' : 'overview';
  await admitAdmin(`/servers/${name}/edit${from === 'connect' ? '?from=connect' : ''}`);
  return <EditServer server={await ask('server.get', { server: name })} from={from} />;
}
