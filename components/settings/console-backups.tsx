'use client';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { formatBytes } from '@/lib/core/units';
import { DownloadConsoleBackup } from './download-console-backup';
import { SentElsewhere } from './sent-elsewhere';

/** What was written, the newest first, and what is wrong with it. */
export function ConsoleBackups({ view: { backups, elsewhere, failure, isDaily, isLate, isSameDisk, isSending, isTold, next, passphrase, zone } }: { view: ConsoleBackupView }) {
  const [wanted, setWanted] = useState<string | null>(null);
  if (!passphrase.isSet) return <Notice tone="warning" title="This console is not backed up.">Save it with a passphrase first.</Notice>;
  return (
    <>
      {failure && <Notice tone="bad" title="The last backup could not be written."><p>{failure.message} <span className="text-ink-soft">(<RelativeTime at={failure.at} />)</span></p></Notice>}
      {isLate && !failure && <Notice tone="warning" title="The backup that was due is not there.">A console that was off makes up for it within a minute. If this stays: see whether the directory&apos;s disk or share answers; the console&apos;s log says more.</Notice>}
      {(isDaily || elsewhere) && !isTold && <Notice tone="warning" title="Nobody is told when a backup fails.">A message goes to the channels that are on and for all servers: there is none. <Link href="/settings/channels" className="underline underline-offset-2">Add one</Link></Notice>}
      {next !== null && <p className="text-ink-soft">The next one is due at <time dateTime={next}>{new Intl.DateTimeFormat(undefined, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(next))}</time> ({zone}).</p>}
      {isSending && <p className="text-ink-soft">The newest is on its way elsewhere; the next backup does not wait for it.</p>}
      {elsewhere && <SentElsewhere elsewhere={elsewhere} />}
      {backups.length === 0 && <p className="text-ink-soft">None was written yet.</p>}
      {backups.length > 0 && (
        <ul aria-label="Backups of this console" className="flex flex-col">
          {backups.map(({ file, directory, at, bytes, isThere, isElsewhere }) => (
            <li key={`${directory}/${file}`} className="flex min-h-9 flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2 first:border-t">
              <span><RelativeTime at={at} />, {formatBytes(bytes)}{elsewhere && (isElsewhere ? ', here and elsewhere' : ', here alone')}</span>
              {isThere ? <Button size="small" aria-label={`Download the backup ${file}`} onClick={() => setWanted(file)}>Download</Button> : <span className="text-warning">not in {directory} any more</span>}
            </li>
          ))}
        </ul>
      )}
      {wanted !== null && <DownloadConsoleBackup file={wanted} onClose={() => setWanted(null)} />}
      {backups.length > 0 && isSameDisk && !elsewhere && <p className="text-ink-soft">They lie on the same disk as the console&apos;s data, and are gone with it: download the newest now and then, choose another disk, or have them sent to another machine.</p>}
    </>
  );
}
