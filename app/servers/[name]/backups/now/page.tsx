import type { Metadata } from 'next';
import { LookPage } from '@/components/backups/look-page';
import { admitAdmin, ask } from '../../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Back up now · ${(await params).name}` });

export default async function BackUpNowPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/backups/now`);
  return <LookPage server={(await ask('server.get', { server: name })).name} />;
}
