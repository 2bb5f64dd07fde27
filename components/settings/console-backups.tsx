'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { formatBytes } from '@/lib/core/units';
import { DownloadConsoleBackup } from './download-console-backup';

/** What was written, the newest first, and what is wrong with it. */
export function ConsoleBackups({ view: { backups, failure, isLate, isSameDisk, passphrase } }: { view: ConsoleBackupView }) {
  const [wanted, setWanted] = useState<string | null>(null);
  if (!passphrase.isSet) return <Notice tone="warning" title="This console is not backed up.">Save it with a passphrase first.</Notice>;
  return (
    <>
      {failure && <Notice tone="bad" title="The last backup could not be written."><p>{failure.message} <span className="text-ink-soft">(<RelativeTime at={failure.at} />)</span></p></Notice>}
      {isLate && !failure && <Notice tone="warning" title="No backup was written for two days.">A console that was off makes up for it within a minute; its log says more.</Notice>}
      {backups.length === 0 && <p className="text-ink-soft">None was written yet.</p>}
      {backups.length > 0 && (
        <ul aria-label="Backups of this console" className="flex flex-col">
          {backups.map(({ file, directory, at, bytes, isThere }) => (
            <li key={`${directory}/${file}`} className="flex min-h-9 flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2 first:border-t">
              <span><RelativeTime at={at} />, {formatBytes(bytes)}</span>
              {isThere ? <Button size="small" aria-label={`Download the backup ${file}`} onClick={() => setWanted(file)}>Download</Button> : <span className="text-warning">not in {directory} any more</span>}
            </li>
          ))}
        </ul>
      )}
      {wanted !== null && <DownloadConsoleBackup file={wanted} onClose={() => setWanted(null)} />}
      {backups.length > 0 && isSameDisk && <p className="text-ink-soft">They lie on the same disk as the console&apos;s data, and are gone with it: download the newest now and then, or choose another disk.</p>}
    </>
  );
}
