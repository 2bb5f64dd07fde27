import type { Metadata } from 'next';
import { RestorePage } from '@/components/restore/restore-page';
import * as z from 'zod';
import { id } from '@/lib/contract/fields';
import { admitAdmin, ask } from '../../../../admit';

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = async ({ params }: Pick<Props, 'params'>): Promise<Metadata> => ({ title: `Restore · ${(await params).name}` });

const wanted = z.object({ destination: id.optional(), set: id.optional() });

export default async function ServerRestorePage({ params, searchParams }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/backups/restore`);
  // What is not one of them is as if nothing was chosen.
  const { destination, set } = wanted.catch({}).parse(await searchParams);
  // Another link is another choice.
  return <RestorePage key={`${destination} ${set}`} server={(await ask('server.get', { server: name })).name} chosen={{ ...(destination && { destination }), ...(set && { set }) }} />;
}
