'use client';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { runAddress } from '@/components/frame/running-work';
import { ButtonLink } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { runLook, Status } from '@/components/ui/status';

/** The last runs, newest first. */
export function RecentRuns({ server }: { server: string }) {
  const { data: runs = [] } = useVerb('run.list', { server, limit: 20 });
  if (runs.length === 0) return null;
  return (
    <section aria-labelledby="recent-runs">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="recent-runs" className="font-semibold">Last runs</h2>
        <ButtonLink size="small" kind="quiet" className="-mr-2.5" href={`/servers/${server}/runs`}>All runs</ButtonLink>
      </div>
      <ul className="border-t border-line">
        {runs.slice(0, 3).map((run) => (
          <li key={run.id} className="grid min-h-9 items-baseline gap-x-4 border-b border-line py-2 sm:grid-cols-[7rem_1fr_auto]">
            <Status look={runLook[run.state]} />
            <p className="min-w-0"><Link href={runAddress(run)} className="font-medium underline-offset-2 hover:underline">{run.title}</Link><span className="text-ink-soft"> · {run.sentence}</span></p>
            <RelativeTime at={run.startedAt ?? run.createdAt} className="text-ink-soft" />
          </li>
        ))}
      </ul>
    </section>
  );
}
