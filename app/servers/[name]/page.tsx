import type { Metadata } from 'next';
import { Overview } from '@/components/servers/overview';
import { admitAdmin, ask } from '../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: (await params).name });

export default async function ServerPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}`);
  return <Overview initial={await ask('server.get', { server: name })} />;
}
