import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { GET, POST } from '@/app/api/v1/[verb]/route';
import { openSockets } from '@/lib/realtime/sockets';
import { boot } from '@/lib/services/boot';
import { parseEnvironment } from '@/lib/services/environment';
import { setServices } from '@/lib/services/get';
import { createFront } from '@/lib/services/http/front';
import type { Services } from '@/lib/services/types';
import { freePort } from './console';
import { migratedDatabase } from './database';

async function newDataDirectory(): Promise<string> {
  const directory = mkdtempSync(path.join(tmpdir(), 'groundcrew-test-'));
  writeFileSync(path.join(directory, 'groundcrew.db'), await migratedDatabase(), { mode: 0o600 });
  return directory;
}

const name = 'ada';
const password = 'correct horse battery';

/** The real database, front, routes and sockets on a free port, without Next: a page answers with the word "page". */
export class InProcessConsole {
  private constructor(readonly origin: string, readonly services: Services, readonly dataDirectory: string, /** A line for each request and each upgrade, as a proxy in front would log them. */ readonly accessLog: readonly string[], private readonly end: () => Promise<void>) {}

  static async start(environment: Record<string, string> = {}): Promise<InProcessConsole> {
    const dataDirectory = environment.DATA_DIR ?? (await newDataDirectory());
    const port = await freePort();
    const booted = await boot(parseEnvironment({ PORT: String(port), DATA_DIR: dataDirectory, LOG_LEVEL: 'error', ...environment }));
    const { services } = booted;
    setServices(services);
    const front = createFront(services, toRoutes(services.resources.environment.origin));
    const http = createServer((request, response) => {
      if (!request.url?.startsWith('/ws/')) void front(request, response);
    });
    const accessLog: string[] = [];
    const logAccess = ({ method, url, headers }: IncomingMessage) => void accessLog.push(`"${method} ${url}" "${headers.referer ?? '-'}" "${headers['user-agent'] ?? '-'}"`);
    http.on('request', logAccess).on('upgrade', logAccess);
    const sockets = openSockets(http, services);
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
    return new InProcessConsole(`http://127.0.0.1:${port}`, services, dataDirectory, accessLog, async () => {
      await sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await booted.close();
      setServices(null);
      rmSync(dataDirectory, { recursive: true, force: true });
    });
  }

  close(): Promise<void> {
    return this.end();
  }

  get(verb: string, input: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.origin}/api/v1/${verb}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers });
  }

  post(verb: string, input: unknown = {}, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.origin}/api/v1/${verb}`, { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json', origin: this.origin, ...headers } });
  }

  /** Makes the first admin; gives the Cookie header of the session. */
  async setUp(): Promise<string> {
    return toCookie(await this.post('session.setup', { token: this.services.resources.setupToken.text, name, password }));
  }

  async signIn(given: { name?: string; password?: string } = {}): Promise<string> {
    return toCookie(await this.post('session.sign-in', { name, password, ...given }));
  }
}

export const admin = { name, password };

/** The Cookie header that a browser would send after this answer. */
export function toCookie(response: Response): string {
  return response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

function toRoutes(origin: string) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const verb = /^\/api\/v1\/([^/?]+)/.exec(request.url ?? '')?.[1];
    if (!verb) return void response.end('page');
    const headers = new Headers(Object.entries(request.headers).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as [string, string]] : [])));
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const web = new Request(new URL(request.url ?? '/', origin), { method: request.method, headers, ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {}) });
    const answer = await (request.method === 'POST' ? POST : GET)(web, { params: Promise.resolve({ verb }) });
    response.writeHead(answer.status, [...answer.headers].flat());
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
}
