import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import { noAnswer, problemOf } from './problem';
import { anonymousVerbs, queryVerbs } from './query-verbs';
import { leaveForSignIn } from './sign-in-address';

const asked: ReadonlySet<string> = new Set(queryVerbs);

/**
 * Calls one verb of the contract: GET for a question, POST for a change.
 * Throws a `Problem`. When the session has ended it also leaves for the sign-in page.
 */
export async function callVerb<V extends VerbName>(verb: V, input: InputOf<V>, signal?: AbortSignal): Promise<OutputOf<V>> {
  const body = JSON.stringify(input);
  const path = `/api/v1/${verb}`;
  const request: RequestInit = { credentials: 'same-origin', cache: 'no-store', signal: signal ?? null };
  let response: Response;
  try {
    response = asked.has(verb)
      ? await fetch(body === '{}' ? path : `${path}?input=${encodeURIComponent(body)}`, request)
      : await fetch(path, { ...request, method: 'POST', headers: { 'content-type': 'application/json' }, body });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw noAnswer(error);
  }
  if (response.ok) return (await response.json()) as OutputOf<V>;
  const problem = await problemOf(response);
  if (response.status === 401 && !anonymousVerbs.includes(verb)) leaveForSignIn();
  throw problem;
}
