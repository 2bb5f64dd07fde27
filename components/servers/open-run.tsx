'use client';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { runAddress } from '@/components/frame/running-work';
import { Progress } from '@/components/ui/progress';
import { runLook, Status } from '@/components/ui/status';
import { formatDuration } from '@/lib/core/units';

/** The work that runs or stands on this server. */
export function OpenRun({ id }: { id: string }) {
  const { data: run } = useVerb('run.get', { run: id }, { every: 3000 });
  if (!run) return null;
  const { done, total, left } = run.progress;
  return (
    <section aria-labelledby="open-run" className="mb-8 rounded-lg border border-line bg-surface px-4 py-3">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="open-run" className="font-semibold"><Link href={runAddress(run)} className="underline-offset-2 hover:underline">{run.title}</Link></h2>
        <Status look={runLook[run.state]} />
      </div>
      <Progress label="Whole run" hideLabel current={done} total={total} words={`${done} of ${total} steps${left === null ? '' : `, about ${formatDuration(left)} left`}`} />
    </section>
  );
}
