import { Copy, Download, File, Folder, Link2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { formatBytes } from '@/lib/core/units';
import { FolderLink } from './folder-link';
import { nameWords } from './name-words';

const icons = { file: File, folder: Folder, link: Link2, other: File };

interface Props {
  name: string;
  kind: keyof typeof icons;
  bytes: number | null;
  at: string | null;
  isLossy: boolean;
  /** Of a folder. */
  href: string;
  onOpen: () => void;
  /** Whether its download is being prepared. */
  isLookedFor: boolean;
  onDownload: () => void;
  onCopy: () => void;
}

/** One thing in a folder of a backup, with what can be done with it. */
export function StoredEntry({ name, kind, bytes, at, isLossy, href, onOpen, isLookedFor, onDownload, onCopy }: Props) {
  const Icon = icons[kind];
  const shown = <bdi className="min-w-0 wrap-anywhere">{nameWords(name)}</bdi>;
  return (
    <li className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-1 last:border-b-0">
      <span className="flex min-w-0 items-center gap-2"><Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />{kind === 'folder' && !isLossy ? <FolderLink href={href} onOpen={onOpen}>{shown}</FolderLink> : shown}</span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        {at && <RelativeTime at={at} className="whitespace-nowrap" />}
        {bytes !== null && <span className="whitespace-nowrap tabular-nums">{formatBytes(bytes)}</span>}
        {isLossy && <span>Its name is not UTF-8: restore it with all files, or by hand.</span>}
        {kind === 'file' && !isLossy && (
          <>
            {/* Not disabled meanwhile: a button that is loses the focus. */}
            <Button size="small" icon={Download} aria-label={`Download ${nameWords(name)}`} aria-busy={isLookedFor} onClick={onDownload}>{isLookedFor ? 'Looking…' : 'Download'}</Button>
            <Button size="small" icon={Copy} aria-label={`Put a copy of ${nameWords(name)} beside it`} onClick={onCopy}>Put a copy beside it</Button>
          </>
        )}
      </span>
    </li>
  );
}
