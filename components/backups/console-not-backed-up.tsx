import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { Notice } from '@/components/ui/notice';

/** Whether the console, which alone holds all passphrases, is backed up itself. Draws nothing where it is, and while that is not known. */
export function ConsoleNotBackedUp() {
  const { data } = useVerb('console-backup.get', {});
  if (!data || (data.passphrase.isSet && data.backups.length > 0)) return null;
  return (
    <Notice tone="warning" title="This console holds the passphrases and is not backed up itself.">
      With it the servers, their credentials and what is known of the backups are lost. <Link href="/settings#console-backup" className="underline underline-offset-2">Back up this console</Link>
    </Notice>
  );
}
