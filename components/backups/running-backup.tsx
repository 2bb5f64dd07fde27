'use client';
import Link from 'next/link';
import { useVerb } from '@/components/api/use-verb';
import { runAddress } from '@/components/frame/running-work';
import { LiveRegion } from '@/components/ui/live-region';
import { Progress } from '@/components/ui/progress';
import { runLook, Status } from '@/components/ui/status';
import type { Run } from '@/lib/contract/run';
import { formatDuration } from '@/lib/core/units';

const whileRunning = 3000;

/** The run that is open on the server: at which step it is, and the way to its page. */
export function RunningBackup({ id }: { id: string }) {
  const { data: run } = useVerb('run.get', { run: id }, { every: whileRunning });
  if (!run) return <div aria-hidden className="h-24" />;
  const { done, total, left } = run.progress;
  return (
    <section aria-labelledby="running-backup" className="rounded-lg border border-line bg-surface px-4 py-3">
      <div className="mb-1 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="running-backup" className="font-semibold"><Link href={runAddress(run)} className="underline-offset-2 hover:underline">{run.title}</Link></h2>
        <Status look={runLook[run.state]} />
      </div>
      <p className="mb-2 text-ink-soft">{run.sentence}{isStoppedBy(run) && ' ClearML is stopped for it, and started again however it ends.'}</p>
      <Progress label="Whole run" hideLabel current={done} total={total} words={`${done} of ${total} steps${left === null ? '' : `, about ${formatDuration(left)} left`}`} />
      <LiveRegion>{`${run.title}: ${runLook[run.state].word}`}</LiveRegion>
    </section>
  );
}

/** Whether this backup keeps ClearML stopped just now. */
function isStoppedBy({ steps }: Pick<Run, 'steps'>): boolean {
  const stateOf = (id: string) => steps.find((step) => step.id === id)?.state;
  return stateOf('backups/writers-stopped') === 'done' && stateOf('backups/writers-started') !== 'done';
}
