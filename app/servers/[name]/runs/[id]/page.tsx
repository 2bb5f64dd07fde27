import type { Metadata } from 'next';
import { RunView } from '@/components/run/run-view';

export const metadata: Metadata = { title: 'Run' };

export default async function RunPage({ params }: { params: Promise<{ name: string; id: string }> }) {
  return <RunView id={(await params).id} heading="page" />;
}
