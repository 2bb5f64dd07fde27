import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Stage } from '@/components/wizard/stage';
import { isStage, stageTitle } from '@/components/wizard/stages';

interface Props {
  params: Promise<{ name: string; stage: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, stage } = await params;
  return { title: isStage(stage) ? `${stageTitle[stage]} · ${name}` : name };
}

export default async function StagePage({ params }: Props) {
  const { name, stage } = await params;
  if (!isStage(stage)) notFound();
  return <Stage server={name} stage={stage} />;
}
