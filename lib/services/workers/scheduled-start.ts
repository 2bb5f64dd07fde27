import { isGroundcrewError } from '@/lib/core/errors';
import { minutes } from '@/lib/core/units';
import { zonedWords } from '@/lib/engine/backup-words';
import { appendAudit } from '@/lib/store/audit';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from '../work';

const shortestRest = minutes(5);
const longestRest = minutes(60);

/** Why what is due has not begun. `failures`: how often it was tried in vain; `retryAt`: when it is tried again, in milliseconds since 1970. */
export interface Waiting { readonly why: string; readonly failures: number; readonly retryAt: number }

export const wait = (why: string): Waiting => ({ why, failures: 0, retryAt: 0 });

interface Start {
  readonly what: 'backup' | 'drill';
  /** For the dates in the sentences. */
  readonly zone: string;
  /** What it makes up for, in a sentence; null: it is just on time. */
  readonly why: string | null;
  readonly now: number;
  /** What it waited for when it was looked at before. */
  readonly before: Waiting | undefined;
}

/** Begins what is due by a schedule, as "system", unless another run is open or it still rests after a failure. Answers why it waits; null: it has begun. */
export async function startScheduled(work: Work, server: ServerRecord, { what, zone, why, now, before }: Start, start: () => Promise<unknown>): Promise<Waiting | null> {
  const open = await work.repositories.runs.openOf(server.id);
  if (open !== null) return wait(`The ${what} waits until another run on this server is over: ${open.title}.`);
  // A clock that was set back must not keep it waiting for longer than it was to rest.
  if (before !== undefined && now < before.retryAt && before.retryAt - now <= longestRest) return before;
  try {
    await start();
  } catch (error) {
    if (isGroundcrewError(error) && error.reason === 'repository.in-use') return wait(`The ${what} waits. ${error.message}`);
    if (isGroundcrewError(error) && error.reason === 'run.open') return wait(`The ${what} waits until another run on this server is over.`);
    if (!isGroundcrewError(error)) work.resources.log.error({ err: error, server: server.id }, `a scheduled ${what} met an error of our own`);
    const failures = (before?.failures ?? 0) + 1;
    const retryAt = now + Math.min(shortestRest * 2 ** Math.min(failures - 1, 10), longestRest);
    const cause = isGroundcrewError(error) ? [error.message, error.remedy].filter(Boolean).join(' ') : 'The console met an error of its own; its log has the details.';
    return { why: `The ${what} could not begin. ${cause} It is tried again at ${zonedWords(retryAt, zone)}.`, failures, retryAt };
  }
  const sentence = `started a ${what === 'drill' ? 'restore drill' : what} of ${server.name} by its schedule${why === null ? '' : `. ${why}`}`;
  await appendAudit(work.resources.database, { actor: 'system', verb: `${what}.start`, serverName: server.name, sentence, outcome: 'ok' }, now);
  return null;
}
