import type { Metadata } from 'next';
import { HealthPage } from '@/components/health/health-page';
import { admitAdmin, ask } from '../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Health · ${(await params).name}` });

export default async function ServerHealthPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/health`);
  return <HealthPage initial={await ask('server.get', { server: name })} />;
}
