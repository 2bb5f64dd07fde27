import type { Metadata } from 'next';
import { BackupsPage } from '@/components/backups/backups-page';
import { admitAdmin, ask } from '../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Backups · ${(await params).name}` });

export default async function ServerBackupsPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/backups`);
  return <BackupsPage initial={await ask('server.get', { server: name })} />;
}
