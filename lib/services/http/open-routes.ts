import type { IncomingMessage, ServerResponse } from 'node:http';
import { databaseAnswers } from '@/lib/store/answers';
import { metricsOfConsole } from '../metrics-of-console';
import { metricsOfServers } from '../metrics-of-servers';
import { metricsText, metricsType } from '../metrics-text';
import { isToken } from '../open-token';
import { openSettings } from '../open-settings';
import { statusOfServer } from '../status-of-server';
import { statusPage, type PublicServer } from '../status-page';
import type { Resources } from '../types';
import { workOf, type Work } from '../work';
import { endWith } from './end-with';
import { createMemo } from './memo';
import { createRateLimit } from './rate-limit';

/** What is answered to strangers besides the two forms and the verbs. `misnamed`: also under another Host, since who asks names the machine. */
export interface OpenRoute {
  readonly misnamed: boolean;
  answer(request: IncomingMessage, response: ServerResponse, address: string, nonce: string): Promise<void>;
}

/** Requests a minute from one address to all of them: a whole institute may stand behind one. */
const mostEach = 600;
/** Milliseconds for which an answer is good enough, so that many who look at once cost one look. */
const freshFor = 5000;

/** Finds the open route of a path; null: it is none of them. The list is held by tests/app/open-routes.test.ts. */
export function createOpenRoutes(resources: Resources): (pathname: string) => OpenRoute | null {
  const { clock, version, database } = resources;
  const may = createRateLimit(mostEach, () => clock.now());
  const watched = createMemo(freshFor, () => clock.now(), () => countWatched(workOf(resources)));
  const servers = createMemo(freshFor, () => clock.now(), () => publicServers(workOf(resources)));
  const guarded = (misnamed: boolean, act: (request: IncomingMessage, response: ServerResponse, nonce: string) => Promise<void>): OpenRoute => ({
    misnamed,
    answer: async (request, response, address, nonce) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return endWith(response, 405, 'It is asked by GET.\n', { allow: 'GET, HEAD' });
      if (!may(address)) return endWith(response, 429, 'Too many requests. Try again in a minute.\n', { 'retry-after': '60' });
      await act(request, response, nonce);
    },
  });

  const healthz = guarded(true, async (_request, response) => {
    const ok = await databaseAnswers(database);
    const watching = ok ? await watched().then(({ value }) => value, () => 0) : 0;
    endWith(response, ok ? 200 : 503, `${JSON.stringify({ ok, version, watching, database: ok ? 'ok' : 'failed' })}\n`, { 'content-type': 'application/json' });
  });

  const metrics = guarded(true, async (request, response) => {
    const work = workOf(resources);
    const { isOn, tokenHash } = (await openSettings(work)).metrics;
    if (!isOn) return nothing(response);
    if (!isToken(/^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '', tokenHash)) return endWith(response, 401, 'A bearer token is needed. An admin finds it in the settings.\n', { 'www-authenticate': 'Bearer' });
    const healths = await Promise.all((await work.repositories.servers.list()).map(({ id }) => work.watcher.health(id)));
    endWith(response, 200, metricsText([...metricsOfConsole(version, clock.now()), ...metricsOfServers(healths)]), { 'content-type': metricsType });
  });

  const status = (token: string) => guarded(false, async (_request, response, nonce) => {
    const { isOn, tokenHash, title } = (await openSettings(workOf(resources))).page;
    if (!isToken(token, tokenHash) || !isOn) return nothing(response);
    const { at, value } = await servers();
    endWith(response, 200, statusPage({ title, servers: value, at, nonce }), { 'content-type': 'text/html; charset=utf-8', 'x-robots-tag': 'noindex, nofollow' });
  });

  return (pathname) => {
    if (pathname === '/healthz') return healthz;
    if (pathname === '/metrics') return metrics;
    return pathname.startsWith('/status/') ? status(pathname.slice('/status/'.length)) : null;
  };
}

async function countWatched({ repositories, watcher }: Work): Promise<number> {
  const briefs = (await repositories.servers.list()).map(({ id }) => watcher.brief(id));
  return briefs.filter((brief) => brief !== null).length;
}

/** Only what was chosen for the page: a name, a state, since when. */
async function publicServers(work: Work): Promise<PublicServer[]> {
  const { page } = await openSettings(work);
  const known = new Set((await work.repositories.servers.list()).map(({ id }) => id));
  const vital = new Set(work.guide.probes.filter((probe) => probe.vital).map(({ id }) => id));
  return Promise.all(page.servers.filter(({ id }) => known.has(id)).map(async ({ id, title }) => ({ title, ...statusOfServer(await work.watcher.health(id), vital) })));
}

const nothing = (response: ServerResponse) => endWith(response, 404, 'There is nothing here.\n');
