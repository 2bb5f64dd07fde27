import type { Metadata } from 'next';
import { SecurityPage } from '@/components/security/security-page';
import { admitAdmin, ask } from '../../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Security · ${(await params).name}` });

export default async function ServerSecurityPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/health/security`);
  return <SecurityPage server={(await ask('server.get', { server: name })).name} />;
}
