'use client';
import { Copy, File, Folder, Link2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { LiveRegion } from '@/components/ui/live-region';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { count, formatBytes } from '@/lib/core/units';
import { CopyBeside } from './copy-beside';
import { FolderLink } from './folder-link';
import { FolderPath } from './folder-path';
import { nameWords } from './name-words';
import { useFolder } from './use-folder';

const icons = { file: File, folder: Folder, link: Link2, other: File };

/** A folder of a backup, a page of its names at a time. */
export function FolderList({ server, destination, set }: { server: string; destination: string; set: string }) {
  const { place, addressOf, go } = useFolder();
  const { folder, pages } = place;
  const after = pages.at(-1) ?? '';
  const { data, error, isPending } = useVerb('restore.files', { server, destination, set, folder, after });
  const [copied, setCopied] = useState<string | null>(null);
  const below = (name: string) => ({ folder: `${folder === '/' ? '' : folder}/${name}`, pages: [] });
  const title = folder === '/' ? 'The top folder' : nameWords(folder.slice(folder.lastIndexOf('/') + 1));
  const holds = data && (data.total === 0 ? 'Nothing lies here.' : `${count(data.total, 'entry', 'entries')}${after === '' ? '' : `, here from behind ${nameWords(after)}`}.`);
  // What was pressed is gone with the folder that held it.
  const heading = useRef<HTMLHeadingElement>(null);
  const was = useRef(`${folder}\n${after}`);
  useEffect(() => {
    if (was.current === `${folder}\n${after}`) return;
    was.current = `${folder}\n${after}`;
    heading.current?.focus();
  }, [folder, after]);
  return (
    <section aria-label="Folder" className="flex min-w-0 flex-col gap-3">
      <FolderPath folder={folder} addressOf={(path) => addressOf({ folder: path, pages: [] })} onOpen={(path) => go({ folder: path, pages: [] })} />
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 text-lg font-semibold wrap-anywhere"><bdi>{title}</bdi></h2>
        {holds && <p className="text-ink-soft">{holds}</p>}
      </div>
      <LiveRegion>{holds ? `${title}: ${holds}` : ''}</LiveRegion>
      <ErrorNotice error={error} />
      {isPending && <SkeletonRows rows={6} label="Asking what lies in the backup" />}
      <ul>
        {data?.entries.map(({ name, kind, bytes, at, isLossy }) => {
          const Icon = icons[kind];
          const shown = <bdi className="min-w-0 wrap-anywhere">{nameWords(name)}</bdi>;
          return (
            <li key={name} className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-1 last:border-b-0">
              <span className="flex min-w-0 items-center gap-2"><Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />{kind === 'folder' && !isLossy ? <FolderLink href={addressOf(below(name))} onOpen={() => go(below(name))}>{shown}</FolderLink> : shown}</span>
              <span className="flex items-center gap-3 text-sm text-ink-soft">
                {at && <RelativeTime at={at} className="whitespace-nowrap" />}
                {bytes !== null && <span className="whitespace-nowrap tabular-nums">{formatBytes(bytes)}</span>}
                {isLossy ? <span>Its name is not UTF-8: restore it with all files, or by hand.</span> : kind === 'file' && <Button size="small" icon={Copy} aria-label={`Put a copy of ${nameWords(name)} beside it`} onClick={() => setCopied(name)}>Put a copy beside it</Button>}
              </span>
            </li>
          );
        })}
      </ul>
      <div className="flex gap-2">
        {pages.length > 0 && <Button size="small" onClick={() => go({ folder, pages: pages.slice(0, -1) })}>Earlier names</Button>}
        {data?.hasMore && <Button size="small" onClick={() => go({ folder, pages: [...pages, data.entries.at(-1)?.name ?? ''] })}>Later names</Button>}
      </div>
      {copied !== null && <CopyBeside server={server} destination={destination} set={set} folder={folder} name={copied} onClose={() => setCopied(null)} />}
    </section>
  );
}
