import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { admitAdmin, ask } from '@/app/admit';
import { Stage } from '@/components/wizard/stage';
import { stageAddress } from '@/components/wizard/stage-address';
import { isStage, stageTitle } from '@/components/wizard/stages';

interface Props {
  params: Promise<{ name: string; stage: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, stage } = await params;
  return { title: isStage(stage) ? `${stageTitle[stage]} · ${name}` : 'Install' };
}

export default async function StagePage({ params }: Props) {
  const { name: server, stage } = await params;
  if (!isStage(stage)) notFound();
  await admitAdmin(stageAddress(server, stage));
  await ask('server.get', { server }); // a server that is not there has no stages
  return <Stage server={server} stage={stage} />;
}
