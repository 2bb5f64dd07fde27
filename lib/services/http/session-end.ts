import type { Resources } from '../types';

/** A session that another process ended (`npm run admin`), or whose time is over, is noticed within so many milliseconds. */
const sweepEvery = 500;

/**
 * Calls `end` once the session that came with this Cookie header has ended, or the header is another's: at once where this console ends it.
 * For what outlives its request. Returns how to stop, which must be called when that is over.
 */
export function onSessionEnd({ auth, events }: Pick<Resources, 'auth' | 'events'>, { session, cookie }: { readonly session: string | null; readonly cookie: string }, end: () => void): () => void {
  const unsubscribe = events.subscribe((event) => event.type === 'session-ended' && event.session === session && end(), 'session-ended');
  // A database that does not answer ends nobody's.
  const sweep = setInterval(() => void auth.session(cookie).then((found) => found?.sessionId !== session && end(), () => undefined), sweepEvery);
  return () => {
    clearInterval(sweep);
    unsubscribe();
  };
}
