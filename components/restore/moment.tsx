'use client';
import { useNow } from '@/components/ui/relative-time';
import { minuteWords } from './backup-words';

/** By when a backup was begun it is called. The server does not know the operator's zone, so it draws the day in UTC. */
export function Moment({ at }: { at: string }) {
  const isInBrowser = useNow(60_000) !== null;
  return <time dateTime={at}>{isInBrowser ? minuteWords(at) : at.slice(0, 10)}</time>;
}
