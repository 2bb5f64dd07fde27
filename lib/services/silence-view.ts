import type { Silence } from '@/lib/contract/alert';
import { isActive, nextTimes, windowSentence } from '@/lib/engine/silence';
import type { SilenceRecord } from '@/lib/store/repositories/silences';

/** A maintenance window as the pages see it at `now`. */
export function viewSilence({ id, title, serverName, window, by, createdAt }: SilenceRecord, now: number): Silence {
  return { id, title, server: serverName, sentence: windowSentence(window), isActive: isActive(window, now), next: nextTimes(window, now).map((time) => new Date(time).toISOString()), by, createdAt };
}
