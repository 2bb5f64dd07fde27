import type { Metadata } from 'next';
import { RestorePage } from '@/components/restore/restore-page';
import { admitAdmin, ask } from '../../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Restore · ${(await params).name}` });

export default async function ServerRestorePage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/backups/restore`);
  return <RestorePage server={(await ask('server.get', { server: name })).name} />;
}
