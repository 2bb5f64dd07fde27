import { Progress } from '@/components/ui/progress';
import { Duration, RelativeTime } from '@/components/ui/relative-time';
import type { Run } from '@/lib/contract/run';
import { formatDuration, roughly } from '@/lib/core/units';
import { FigureBar } from './figure-bar';

/** The whole run as a bar of steps, and below it the bars of what loads now. Only true figures get a bar. */
export function RunProgress({ run }: { run: Run }) {
  const { done, total, left } = run.progress;
  const open = run.endedAt === null;
  const moves = run.state !== 'failed' && run.state !== 'interrupted'; // a run that stopped has no time that goes on
  const words = [`${done} of ${total} steps`, open && left !== null && left > 0 && `about ${formatDuration(roughly(left))} left`].filter(Boolean).join(', ');
  const bars = run.steps.flatMap((step) => (step.state === 'running' ? step.bars.map((bar) => ({ bar, since: step.startedAt })) : []));
  return (
    <div className="flex flex-col gap-3">
      <Progress label="Whole run" current={done} total={total} words={words} />
      <p className="flex flex-wrap gap-x-4 text-sm text-ink-faint">
        <span>Started by {run.actor} <RelativeTime at={run.startedAt ?? run.createdAt} /></span>
        {run.startedAt && moves && <span>{open ? 'Running for' : 'Took'} <Duration from={run.startedAt} to={run.endedAt} /></span>}
      </p>
      {bars.length > 0 && (
        <div className="grid gap-x-6 gap-y-2 @xl:grid-cols-2">
          {bars.slice(0, 12).map(({ bar, since }) => <FigureBar key={bar.id} bar={bar} since={since} />)}
          {bars.length > 12 && <p className="text-sm text-ink-faint">and {bars.length - 12} more</p>}
        </div>
      )}
    </div>
  );
}
