'use client';
import { ArrowLeft, File, Folder, Link2, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { showHidden } from '@/components/ui/code';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { count, formatBytes } from '@/lib/core/units';

interface Props {
  server: string;
  /** null: no backup was named. */
  chosen: { readonly destination: string; readonly set: string } | null;
}

/** The files of one backup, folder by folder; one file is put beside the living one. */
export function FilesPage({ server, chosen }: Props) {
  return (
    <>
      <PageHeader name="Files of a backup" sentence="A file is put beside the one that is there, with the time behind its name. Nothing that is there is changed." />
      {chosen ? <FolderList server={server} {...chosen} /> : <Notice title="No backup was chosen.">Choose one on the Backups page, by its link “Files”.</Notice>}
    </>
  );
}

const icons = { file: File, folder: Folder, link: Link2, other: File };

function FolderList({ server, destination, set }: { server: string; destination: string; set: string }) {
  const router = useRouter();
  const [folder, setFolder] = useState('/');
  /** The name behind which each page begins; the last is the one that is shown. */
  const [pages, setPages] = useState<readonly string[]>(['']);
  const after = pages.at(-1) ?? '';
  const { data, error, isPending } = useVerb('restore.files', { server, destination, set, folder, after });
  const putBack = useVerbMutation('restore.file', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`) });
  const open = (next: string) => { setFolder(next); setPages(['']); };
  const below = (name: string) => `${folder === '/' ? '' : folder}/${name}`;
  return (
    <section aria-label="Folder" className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button size="small" icon={ArrowLeft} disabled={folder === '/'} onClick={() => open(folder.slice(0, folder.lastIndexOf('/')) || '/')}>Up</Button>
        <p className="min-w-0 font-mono text-sm wrap-anywhere"><bdi>{showHidden(folder).replaceAll('\n', '⏎')}</bdi></p>
        {data && <p className="text-ink-soft">{data.total === 0 ? 'Nothing lies here.' : count(data.total, 'entry', 'entries')}</p>}
      </div>
      <ErrorNotice error={error ?? putBack.error} />
      {isPending && <SkeletonRows rows={6} label="Asking what lies in the backup" />}
      <ul>
        {data?.entries.map(({ name, kind, bytes, at, isLossy }) => {
          const Icon = icons[kind];
          const shown = <bdi className="min-w-0 wrap-anywhere">{showHidden(name).replaceAll('\n', '⏎')}</bdi>;
          return (
            <li key={name} className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-1 last:border-b-0">
              <span className="flex min-w-0 items-center gap-2"><Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />{kind === 'folder' && !isLossy ? <button type="button" className="min-w-0 text-left font-medium text-accent underline-offset-2 hover:underline" onClick={() => open(below(name))}>{shown}</button> : shown}</span>
              <span className="flex items-center gap-3 text-sm text-ink-soft">
                {at && <RelativeTime at={at} className="whitespace-nowrap" />}
                {bytes !== null && <span className="whitespace-nowrap tabular-nums">{formatBytes(bytes)}</span>}
                {isLossy ? <span>Its name is not UTF-8: restore it with all files, or by hand.</span> : kind === 'file' && <Button size="small" icon={Undo2} aria-label={`Put back ${showHidden(name)}`} busy={putBack.isPending && putBack.variables.path === below(name) && 'Starting…'} onClick={() => putBack.mutate({ server, destination, set, path: below(name) })}>Put back</Button>}
              </span>
            </li>
          );
        })}
      </ul>
      <div className="flex gap-2">
        {pages.length > 1 && <Button size="small" onClick={() => setPages(pages.slice(0, -1))}>Earlier names</Button>}
        {data?.hasMore && <Button size="small" onClick={() => setPages([...pages, data.entries.at(-1)?.name ?? ''])}>Later names</Button>}
      </div>
    </section>
  );
}
