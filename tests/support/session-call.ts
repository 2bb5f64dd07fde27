import type { BrowserContext } from 'playwright-core';
import { verbs } from '@/lib/contract/verbs';
import type { Call } from './operator';

/** Calls the verbs of a built console as whoever is signed in in the browser, by HTTP as its pages do. */
export function callAs(context: BrowserContext, url: string): Call {
  return async (verb, input) => {
    const isQuery = verbs[verb].kind === 'query';
    const answer = await context.request.fetch(`${url}/api/v1/${verb}${isQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`, { timeout: 180_000, ...(isQuery ? {} : { method: 'POST', headers: { origin: url }, data: input }) });
    if (!answer.ok()) throw new Error(`${verb}: ${await answer.text()}`);
    return (await answer.json()) as never;
  };
}
