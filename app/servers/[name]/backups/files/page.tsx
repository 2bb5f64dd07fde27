import type { Metadata } from 'next';
import * as z from 'zod';
import { FilesPage } from '@/components/restore/files-page';
import { id } from '@/lib/contract/fields';
import { admitAdmin, ask } from '../../../../admit';
import { withQuery, type Query } from '../with-query';

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<Query>;
}

export const generateMetadata = async ({ params }: Pick<Props, 'params'>): Promise<Metadata> => ({ title: `Files of a backup · ${(await params).name}` });

const wanted = z.object({ destination: id, set: id });

export default async function BackupFilesPage({ params, searchParams }: Props) {
  const { name } = await params;
  const query = await searchParams;
  await admitAdmin(withQuery(`/servers/${name}/backups/files`, query));
  const { name: server } = await ask('server.get', { server: name });
  const { data } = wanted.safeParse(query);
  if (data === undefined) return <FilesPage server={server} chosen={null} />;
  const [known, destinations] = await Promise.all([ask('backup-set.get', { server, ...data }), ask('backup-destination.list', { server })]);
  return <FilesPage server={server} chosen={{ ...data, startedAt: known?.startedAt ?? null, place: destinations.find((destination) => destination.id === data.destination)?.place ?? null }} />;
}
