import type { Metadata } from 'next';
import { DiagnosisPage } from '@/components/diagnosis/diagnosis-page';
import { admitAdmin, ask } from '../../../admit';

interface Props {
  params: Promise<{ name: string }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Diagnosis · ${(await params).name}` });

export default async function ServerDiagnosisPage({ params }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/diagnosis`);
  return <DiagnosisPage server={await ask('server.get', { server: name })} />;
}
