import type { Metadata } from 'next';
import * as z from 'zod';
import { FilesPage } from '@/components/restore/files-page';
import { id } from '@/lib/contract/fields';
import { admitAdmin, ask } from '../../../../admit';

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = async ({ params }: Pick<Props, 'params'>): Promise<Metadata> => ({ title: `Files of a backup · ${(await params).name}` });

const wanted = z.object({ destination: id, set: id });

export default async function BackupFilesPage({ params, searchParams }: Props) {
  const { name } = await params;
  await admitAdmin(`/servers/${name}/backups/files`);
  return <FilesPage server={(await ask('server.get', { server: name })).name} chosen={wanted.safeParse(await searchParams).data ?? null} />;
}
