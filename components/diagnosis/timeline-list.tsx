'use client';
import Link from 'next/link';
import { showHidden } from '@/components/ui/code';
import { exactWords, useNow } from '@/components/ui/relative-time';
import type { TimelineEntry } from '@/lib/contract/diagnosis';

const words: Record<TimelineEntry['kind'], string> = { run: 'Run', config: 'Change', reboot: 'Reboot', memory: 'Memory', stop: 'Stop', start: 'Start', error: 'Error', alert: 'Alert' };

/** What happened, oldest first, each by its kind in a word. */
export function TimelineList({ server, entries }: { server: string; entries: readonly TimelineEntry[] }) {
  // The console does not know the zone of who looks.
  const lives = useNow(60_000) !== null;
  if (entries.length === 0) return <p className="text-ink-soft">No run, change, restart, error or alert is known of the last hour.</p>;
  return (
    <ol className="max-h-[32rem] overflow-y-auto focus-inside" tabIndex={0} aria-label="What happened, oldest first">
      {entries.map(({ at, kind, text, run }, index) => (
        <li key={index} className="grid grid-cols-[6rem_4.5rem_minmax(0,1fr)] gap-x-2 py-0.5 max-sm:grid-cols-1">
          <time dateTime={at} title={lives ? exactWords(at) : undefined} className="text-ink-faint tabular-nums">{lives ? new Date(at).toLocaleTimeString() : at.slice(11, 19)}</time>
          <span className={kind === 'memory' || kind === 'error' ? 'text-bad' : 'text-ink-soft'}>{words[kind]}</span>
          {run ? <Link href={`/servers/${server}/runs/${run}`} className="rounded-sm text-accent underline-offset-2 hover:underline">{showHidden(text)}</Link> : <span className="line-clamp-3 wrap-anywhere">{showHidden(text)}</span>}
        </li>
      ))}
    </ol>
  );
}
