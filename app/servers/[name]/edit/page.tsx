import type { Metadata } from 'next';
import { EditServer } from '@/components/servers/edit-server';
import { admitAdmin, ask } from '../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Edit ${(await params).name}` });

export default async function EditServerPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/edit`);
  return <EditServer server={await ask('server.get', { server: name })} />;
}
