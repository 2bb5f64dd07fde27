'use client';
import { useEffect, useRef, useState } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { LiveRegion } from '@/components/ui/live-region';
import { SkeletonRows } from '@/components/ui/skeleton';
import { count } from '@/lib/core/units';
import { CopyBeside } from './copy-beside';
import { FolderPath } from './folder-path';
import { nameWords } from './name-words';
import { StoredEntry } from './stored-entry';
import { useDownload } from './use-download';
import { useFolder } from './use-folder';

/** A folder of a backup, a page of its names at a time. */
export function FolderList({ server, destination, set }: { server: string; destination: string; set: string }) {
  const { place, addressOf, go } = useFolder();
  const { folder, pages } = place;
  const after = pages.at(-1) ?? '';
  const { data, error, isPending } = useVerb('restore.files', { server, destination, set, folder, after });
  const [copied, setCopied] = useState<string | null>(null);
  const download = useDownload({ server, destination, set });
  const pathOf = (name: string) => `${folder === '/' ? '' : folder}/${name}`;
  const below = (name: string) => ({ folder: pathOf(name), pages: [] });
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
        {download.sentence && <p aria-hidden className="min-w-0 text-ink-soft wrap-anywhere">{download.sentence}</p>}
      </div>
      <LiveRegion>{holds ? `${title}: ${holds}` : ''}</LiveRegion>
      <LiveRegion>{download.sentence ?? ''}</LiveRegion>
      <ErrorNotice error={error} />
      <ErrorNotice error={download.error} />
      {isPending && <SkeletonRows rows={6} label="Asking what lies in the backup" />}
      <ul>
        {data?.entries.map((entry) => (
          <StoredEntry
            key={entry.name} {...entry} href={addressOf(below(entry.name))} onOpen={() => go(below(entry.name))}
            isLookedFor={download.pending === pathOf(entry.name)} onDownload={() => download.begin(pathOf(entry.name))} onCopy={() => setCopied(entry.name)}
          />
        ))}
      </ul>
      <div className="flex gap-2">
        {pages.length > 0 && <Button size="small" onClick={() => go({ folder, pages: pages.slice(0, -1) })}>Earlier names</Button>}
        {data?.hasMore && <Button size="small" onClick={() => go({ folder, pages: [...pages, data.entries.at(-1)?.name ?? ''] })}>Later names</Button>}
      </div>
      {copied !== null && <CopyBeside server={server} destination={destination} set={set} folder={folder} name={copied} onClose={() => setCopied(null)} />}
    </section>
  );
}
