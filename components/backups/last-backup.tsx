'use client';
import { useVerb } from '@/components/api/use-verb';
import { ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useNow } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { backupsSentence } from './backups-sentence';
import { placeFinder } from './place-words';

/** For the overview: how safe the data are, in the words of the page, with the way there. */
export function LastBackup({ server }: { server: string }) {
  const sets = useVerb('backup-set.list', { server }, { every: 60_000 });
  const destinations = useVerb('backup-destination.list', { server });
  const problem = sets.error ?? destinations.error;
  const now = useNow();
  return (
    <section aria-labelledby="last-backup">
      <div className="mb-2 flex min-h-7 items-center justify-between gap-4">
        <h2 id="last-backup" className="font-semibold">Backups</h2>
        <ButtonLink size="small" kind="quiet" className="-mr-2.5" href={`/servers/${server}/backups`}>{sets.data?.length === 0 ? 'Set up backups' : 'All backups'}</ButtonLink>
      </div>
      <ErrorNotice error={problem} />
      {!problem && <div className="min-h-5 max-w-[68ch]">{sets.data && destinations.data && now !== null ? <p>{backupsSentence(sets.data, placeFinder(destinations.data), now)}</p> : <Skeleton className="h-4 w-3/4" />}</div>}
    </section>
  );
}
