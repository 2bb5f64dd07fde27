import type { ErrorBody } from '@/lib/contract/fields';
import { verbs } from '@/lib/contract/verbs';
import { GroundcrewError, isGroundcrewError, type ErrorCode } from '@/lib/core/errors';
import { findVerb } from '../dispatch';
import type { Services } from '../types';
import { readInput } from './read-input';

/** The header by which server.ts hands the peer's address to a route. What a client sends under this name is removed. */
export const addressHeader = 'x-groundcrew-address';

/** Answers a request to /api/v1/<verb>: reads the input, calls the verb, maps errors to a status and `errorBody`. */
export async function answer(services: Pick<Services, 'call' | 'context' | 'resources'>, request: Request, name: string): Promise<Response> {
  try {
    const verb = findVerb(name);
    refuseMethod(verbs[verb].kind, request);
    if (verbs[verb].kind === 'mutation') refuseOrigin(services.resources.environment.origin, request);
    const context = await services.context({ cookie: request.headers.get('cookie'), address: request.headers.get(addressHeader) ?? 'unknown' });
    if (verbs[verb].policy !== 'anonymous' && !context.actor) throw new GroundcrewError({ code: 'unauthenticated', message: 'Nobody is signed in.', remedy: 'Sign in, then try again.' });
    const output = await services.call(verb, context, (await readInput(request, verb)) as never);
    return json(200, output, context.setCookies);
  } catch (error) {
    const shown = isGroundcrewError(error) ? error : new GroundcrewError({ code: 'internal', message: 'The console made a mistake. What was asked may not have been done.', cause: error });
    if (shown !== error) services.resources.log.error({ err: error, verb: name }, 'a request failed');
    return json(shown.reason === 'method' ? 405 : shown.reason === 'too-large' ? 413 : status[shown.code], toBody(shown));
  }
}

export const status: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400, unauthenticated: 401, forbidden: 403, not_found: 404, conflict: 409, locked: 423, throttled: 429,
  unreachable: 502, host_key: 502, login: 502, sudo: 502, remote: 502, storage: 507, internal: 500,
};

export function toBody({ code, message, remedy, reason, detail, fields }: GroundcrewError): ErrorBody {
  return { error: { code, message, remedy, reason, detail, fields: fields && { ...fields } } };
}

function json(code: number, body: unknown, cookies: readonly string[] = []): Response {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(JSON.stringify(body), { status: code, headers });
}

/** A link must never act: mutations are POST only. */
function refuseMethod(kind: 'query' | 'mutation', request: Request): void {
  const wanted = kind === 'query' ? 'GET' : 'POST';
  if (request.method !== wanted) throw new GroundcrewError({ code: 'invalid_input', reason: 'method', message: `This verb is asked by ${wanted}.` });
}

/** A missing Origin is refused too: every browser sends one with a POST. */
function refuseOrigin(origin: string, request: Request): void {
  if (request.headers.get('origin') === origin) return;
  throw new GroundcrewError({ code: 'forbidden', reason: 'origin', message: 'The request does not come from a page of this console. Nothing was changed.', remedy: `Open ${origin} and try there. Behind a proxy, or with another port, set PUBLIC_URL to the address in the browser.` });
}
