import { Hourglass, LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { Menu } from '@/components/ui/menu';
import type { RunSummary } from '@/lib/contract/run';
import { count, formatDuration, roughly } from '@/lib/core/units';

/** One run: a link to it with its progress. Several: a list of them. */
export function RunningWork({ work }: { work: readonly RunSummary[] }) {
  const [first] = work;
  if (!first) return null;
  if (work.length === 1) {
    return <Link href={runAddress(first)} className={chip} title={first.sentence}><Face run={first} /></Link>;
  }
  return (
    <Menu
      label="Running work"
      trigger={<button type="button" className={chip}><LoaderCircle aria-hidden className="size-4 text-accent motion-safe:animate-spin" />{count(work.length, 'run')}</button>}
      items={work.map((run) => ({ label: `${run.serverName}: ${run.title}`, href: runAddress(run) }))}
    />
  );
}

export const runAddress = (run: { serverName: string; id: string }): string => `/servers/${run.serverName}/runs/${run.id}`;

const chip = 'flex h-8 min-w-0 items-center gap-2 rounded-md bg-accent-soft px-2.5 font-medium text-ink transition-colors hover:bg-selected';

function Face({ run }: { run: RunSummary }) {
  const waits = run.state === 'waiting';
  const Icon = waits ? Hourglass : LoaderCircle;
  const { done, total, left } = run.progress;
  return (
    <>
      <Icon aria-hidden className={cn('size-4 shrink-0', waits ? 'text-warning' : 'text-accent motion-safe:animate-spin')} />
      <span className="truncate max-sm:sr-only">{run.serverName}</span>
      <span className="shrink-0">{done} of {total}</span>
      {waits ? <span className="shrink-0 text-warning max-md:hidden">waits for you</span> : left !== null && left > 0 && <span className="shrink-0 font-normal text-ink-soft max-md:hidden">about {formatDuration(roughly(left))} left</span>}
    </>
  );
}
