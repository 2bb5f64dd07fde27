import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { admitAdmin, ask } from '@/app/admit';
import { RunView } from '@/components/run/run-view';

interface Props {
  params: Promise<{ name: string; id: string }>;
}

export const metadata: Metadata = { title: 'Run' };

/** A run has this one page for ever. */
export default async function RunPage({ params }: Props) {
  const { name, id } = await params;
  await admitAdmin(`/servers/${name}/runs/${id}`);
  const run = await ask('run.get', { run: id });
  if (run.serverName !== name) notFound();
  return <RunView id={id} heading="page" initial={run} />;
}
