import type { Metadata } from 'next';
import { FirstStage } from '@/components/wizard/first-stage';

export const metadata: Metadata = { title: 'Install' };

export default async function InstallPage({ params }: { params: Promise<{ name: string }> }) {
  return <FirstStage server={(await params).name} />;
}
