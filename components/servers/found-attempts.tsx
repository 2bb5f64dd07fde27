'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import type { OutputOf } from '@/lib/contract/verbs';
import { count, formatBytes } from '@/lib/core/units';

type Found = OutputOf<'attempt.list'>['attempts'][number];

/** What was run on the server and stands in no run here: by another console, or before this one's database was lost. */
export function FoundAttempts({ server }: { server: string }) {
  const router = useRouter();
  const client = useQueryClient();
  const { data: found, error } = useVerb('attempt.list', { server });
  const adopt = useVerbMutation('attempt.adopt', {
    onSuccess: ({ run }) => {
      void client.invalidateQueries({ queryKey: ['run.list'] });
      void client.invalidateQueries({ queryKey: ['attempt.list'] });
      router.push(`/servers/${server}/runs/${run}`);
    },
  });
  if (error) return <p className="mt-6 text-sm text-ink-faint">Whether the server holds attempts that this console does not know could not be asked: {error.message}</p>;
  if (!found || found.total === 0) return null;
  return (
    <section aria-labelledby="found-attempts" className="mt-8">
      <h2 id="found-attempts" className="text-lg font-semibold">Found on the server</h2>
      <p className="mt-1 mb-3 max-w-[68ch] text-ink-soft">
        {count(found.total, 'attempt')} that this console has no record of: started by another console, or before this one&apos;s data was lost. Adopting one reads its log into a run here. It starts and stops nothing. Secrets that this console does not know can&apos;t be hidden in it.
      </p>
      <ErrorNotice error={adopt.error} className="mb-3" />
      <ul className="divide-y divide-line rounded-md border border-line">
        {found.attempts.map((attempt) => (
          <li key={attempt.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2">
            <span className="min-w-0">
              <span className="font-mono text-sm break-all">{attempt.id}</span>
              <span className="block text-sm text-ink-soft">{stateWords(attempt)}{attempt.startedAt && <>, started <RelativeTime at={attempt.startedAt} /></>}{attempt.endedAt && <>, ended <RelativeTime at={attempt.endedAt} /></>}; {formatBytes(attempt.logBytes)} of output.</span>
            </span>
            <Button size="small" aria-label={`Adopt ${attempt.id}`} disabled={adopt.isPending} busy={adopt.isPending && adopt.variables.attempt === attempt.id && 'Adopting…'} onClick={() => adopt.mutate({ server, attempt: attempt.id })}>Adopt</Button>
          </li>
        ))}
      </ul>
      {found.total > found.attempts.length && <p className="mt-2 text-sm text-ink-faint">The newest {found.attempts.length} are shown.</p>}
    </section>
  );
}

function stateWords({ active, exitCode }: Found): string {
  if (active) return 'Still running';
  return exitCode === null ? 'Ended without an exit code' : `Ended with exit code ${exitCode}`;
}
