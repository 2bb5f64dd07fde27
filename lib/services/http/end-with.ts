import type { ServerResponse } from 'node:http';

/** Answers a stranger or a browser's own request by a text that no cache keeps. `headers`: what is to be another than that. */
export function endWith(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers }).end(body);
}
