import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DrillPage } from '@/components/backups/drill-page';
import { idPattern } from '@/lib/core/ids';
import { admitAdmin, ask } from '../../../../admit';

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ set?: string | string[]; destination?: string | string[] }>;
}

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: `Restore drill · ${(await params).name}` });

export default async function RestoreDrillPage({ params, searchParams }: Props) {
  const { name } = await params;
  const { set, destination } = await searchParams;
  if (typeof set !== 'string' || !idPattern.test(set)) notFound();
  // Where it was copied, the place from which it is taken.
  const at = typeof destination === 'string' && idPattern.test(destination) ? destination : undefined;
  await admitAdmin(`/servers/${name}/backups/drill?set=${set}${at === undefined ? '' : `&destination=${at}`}`);
  return <DrillPage server={(await ask('server.get', { server: name })).name} set={set} destination={at} />;
}
