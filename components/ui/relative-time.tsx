'use client';
import { useEffect, useState } from 'react';
import { count, formatDuration } from '@/lib/core/units';
import { Tooltip } from './tooltip';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3600], ['minute', 60]];

/** Milliseconds between two looks of a page at the clock. */
const lookEvery = 20_000;

/** "3 minutes ago"; under a minute "just now" (or "in a moment"). What is ahead by less than a page looks at the clock has just happened. */
export function relativeWords(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return seconds * 1000 > lookEvery + 5000 ? 'in a moment' : 'just now';
}

/** "3 hours", "1 day": one unit, rounded down; under a minute "less than a minute". Milliseconds. */
export function spanWords(milliseconds: number): string {
  for (const [unit, size] of steps) {
    const number = Math.floor(milliseconds / 1000 / size);
    if (number >= 1) return count(number, unit);
  }
  return 'less than a minute';
}

/** The exact moment in the operator's own zone, with the zone's name. */
export const exactWords = (at: string): string => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** Milliseconds since 1970, renewed every `every` milliseconds; null until the page lives in the browser. */
export function useNow(every = lookEvery, active = true): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick, 0);
    const timer = active ? setInterval(tick, every) : undefined;
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [every, active]);
  return now;
}

/** Relative, with the exact time on hover and focus. The server does not know the zone, so it draws the day in UTC. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  if (now === null) return <time dateTime={at} className={className}>{at.slice(0, 10)}</time>;
  return (
    <Tooltip text={exactWords(at)}>
      <time dateTime={at} tabIndex={0} className={className}>{relativeWords(new Date(at).getTime(), now)}</time>
    </Tooltip>
  );
}

/** "4 min 12 s" between two moments; without an end it counts on. */
export function Duration({ from, to, className }: { from: string; to: string | null; className?: string }) {
  const now = useNow(1000, to === null);
  const end = to === null ? now : new Date(to).getTime();
  const milliseconds = end === null ? null : Math.max(0, end - new Date(from).getTime());
  return <span className={className}>{milliseconds === null ? '–' : formatDuration(to === null ? Math.floor(milliseconds / 1000) * 1000 : milliseconds)}</span>;
}
