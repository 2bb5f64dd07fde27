import type { Metadata } from 'next';
import { SpacePage } from '@/components/space/space-page';
import { admitAdmin, ask } from '../../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Space · ${(await params).name}` });

export default async function ServerSpacePage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/health/space`);
  return <SpacePage server={(await ask('server.get', { server: name })).name} />;
}
