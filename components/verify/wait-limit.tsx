'use client';
import { useNow } from '@/components/ui/relative-time';
import { Notice } from '@/components/ui/notice';
import { formatDuration } from '@/lib/core/units';

/** How long the console still waits for services that start. */
export function WaitLimit({ until }: { until: string }) {
  const now = useNow(1000);
  const end = new Date(until);
  const left = now === null ? null : Math.max(0, Math.floor((end.getTime() - now) / 1000) * 1000);
  return (
    <Notice tone="accent" title={left === null ? 'Waiting for ClearML to start' : `Waiting for ClearML to start, at most ${formatDuration(left)} more`}>
      A first start makes the databases and takes a few minutes. The console asks again until {now === null ? 'the limit' : end.toLocaleTimeString()}, then says what did not answer.
    </Notice>
  );
}
