'use client';
import { useVerb } from '@/components/api/use-verb';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ConsoleBackupAlert } from '@/lib/contract/console-backup';

/** The console judges it so often. */
const everyMinute = 60_000;

/** On every page, since no server's page is its own: the console is not backed up as it should be. */
export function ConsoleBackupNotice({ initial }: { initial: ConsoleBackupAlert }) {
  const { data: { alert } = { alert: initial } } = useVerb('console-backup.alert', {}, { initial: { alert: initial }, every: everyMinute });
  if (!alert) return null;
  return (
    <Notice tone="bad" className="mb-5" title="This console is not backed up as it should be." action={<ButtonLink size="small" href="/settings#console-backup">Open its backup</ButtonLink>}>
      <p>{alert.message} <span className="text-ink-soft">(<RelativeTime at={alert.since} />)</span></p>
    </Notice>
  );
}
