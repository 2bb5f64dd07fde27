import type { Silence } from '@/lib/contract/alert';
import { isActive, nextTimes, windowSentence } from '@/lib/engine/silence';
import type { SilenceRecord } from '@/lib/store/repositories/silences';
import { silenceVersion } from './shown';

/** A maintenance window as the pages see it at `now`. */
export function viewSilence(record: SilenceRecord, now: number): Silence {
  const { id, title, serverName, window, by, createdAt } = record;
  return { id, title, server: serverName, window, version: silenceVersion(record), sentence: windowSentence(window), isActive: isActive(window, now), next: nextTimes(window, now).map((time) => new Date(time).toISOString()), by, createdAt };
}
