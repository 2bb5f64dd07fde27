import type { Metadata } from 'next';
import { AlertRules } from '@/components/alerts/alert-rules';
import { admitAdmin, ask } from '../../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Alert rules · ${(await params).name}` });

export default async function AlertRulesPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/health/rules`);
  return <AlertRules server={(await ask('server.get', { server: name })).name} />;
}
