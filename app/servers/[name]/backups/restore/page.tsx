import type { Metadata } from 'next';
import { RestorePage } from '@/components/restore/restore-page';
import * as z from 'zod';
import { id } from '@/lib/contract/fields';
import { admitAdmin, ask } from '../../../../admit';
import { withQuery, type Query } from '../with-query';

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<Query>;
}

export const generateMetadata = async ({ params }: Pick<Props, 'params'>): Promise<Metadata> => ({ title: `Restore · ${(await params).name}` });

const wanted = z.object({ destination: id.optional(), set: id.optional() });

export default async function ServerRestorePage({ params, searchParams }: Props) {
  const { name } = await params;
  const query = await searchParams;
  await admitAdmin(withQuery(`/servers/${name}/backups/restore`, query));
  // What is not one of them is as if nothing was chosen.
  const { destination, set } = wanted.catch({}).parse(query);
  // Another link is another choice.
  return <RestorePage key={`${destination} ${set}`} server={(await ask('server.get', { server: name })).name} chosen={{ ...(destination && { destination }), ...(set && { set }) }} />;
}
