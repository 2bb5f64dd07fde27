import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { isSetUp } from '@/lib/store/first-admin';
import type { Services } from '../types';
import { addressHeader } from './answer';
import { createClientAddress } from './client-address';
import { endWith } from './end-with';
import { createOpenRoutes } from './open-routes';
import { createPagePolicy } from './page-policy';
import { contentSecurityPolicy, dropBelievedHeaders, securityHeaders } from './security-headers';
import { downloadStoredFile, ticketIn } from './stored-file-download';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * What every request passes before Next sees it: believed headers off, nonce and security headers on, the Host checked,
 * the few open routes and the download of a backup's file answered, and pages kept from strangers. Verbs check again behind it: nothing relies on this door alone.
 */
export function createFront(services: Services, pages: Handler): Handler {
  const { environment } = services.resources;
  const policyOf = createPagePolicy(path.resolve('public'), environment.development);
  const host = new URL(environment.origin).host;
  const openRoute = createOpenRoutes(services.resources);
  const addressOf = createClientAddress(environment.trustedProxies);
  return async (request, response) => {
    const address = addressOf(request);
    dropBelievedHeaders(request.headers);
    request.headers[addressHeader] = address;
    const nonce = randomBytes(18).toString('base64');
    const policy = contentSecurityPolicy(nonce, environment.development);
    request.headers['content-security-policy'] = policy; // Next takes the nonce from here
    for (const [name, value] of Object.entries(securityHeaders(policy, environment.secure))) response.setHeader(name, value);

    const pathname = pathOf(request);
    const open = pathname === null ? null : openRoute(pathname);
    if (open?.misnamed !== true && request.headers.host !== host) return misdirected(request, response, environment.origin);
    if (open) return open.answer(request, response, address, nonce);
    const ticket = pathname === null ? null : ticketIn(pathname);
    if (ticket !== null) return downloadStoredFile(services, request, response, ticket, address);
    const needed = pathname === null ? 'nobody' : policyOf(pathname);
    if (needed === 'nobody') return endWith(response, 404, 'There is nothing here.\n');
    if (needed === 'admin') {
      const context = await services.context({ cookie: request.headers.cookie ?? null, address });
      if (!context.actor) return turnAway(request, response, (await isSetUp(services.resources.database)) ? '/sign-in' : '/setup');
    }
    return pages(request, response);
  };
}

/** null for what can't be a path of ours: encoded slashes, dots or backslashes are how such a gate is walked around. */
function pathOf(request: IncomingMessage): string | null {
  const raw = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (!raw.startsWith('/') || /%2f|%5c|%2e|%25|%00|\\|\/\/|\/\.\.?(\/|$)/i.test(raw)) return null;
  try {
    return decodeURIComponent(raw);
  } catch {
    return null;
  }
}

/** A person is led to the form, with the way back in `next`; a page's own fetch (RSC, prefetch) gets 401. */
function turnAway(request: IncomingMessage, response: ServerResponse, form: string): void {
  const navigates = request.method === 'GET' && request.headers.rsc === undefined && !/[?&]_rsc=/.test(request.url ?? '') && !/\.rsc(\?|$)/.test(request.url ?? '') && request.headers.accept?.includes('text/html');
  if (!navigates) return endWith(response, 401, 'Nobody is signed in.\n');
  const next = form === '/sign-in' && request.url !== '/' ? `?next=${encodeURIComponent(request.url ?? '/')}` : '';
  response.writeHead(303, { location: `${form}${next}`, 'cache-control': 'no-store' }).end();
}

/** "localhost" for the loopback is led to the console's own address; any other name is told where the console is. */
function misdirected(request: IncomingMessage, response: ServerResponse, origin: string): void {
  const { hostname, port, protocol } = new URL(origin);
  if (request.method === 'GET' && protocol === 'http:' && hostname === '127.0.0.1' && request.headers.host === `localhost${port ? `:${port}` : ''}`) {
    response.writeHead(307, { location: `${origin}${request.url ?? '/'}`, 'cache-control': 'no-store' }).end();
    return;
  }
  endWith(response, 421, `This console answers at ${origin}. Open it there, or start it with PUBLIC_URL set to the address in your browser. A proxy in front of it must pass the Host header on.\n`);
}
