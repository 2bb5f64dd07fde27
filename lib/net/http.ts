import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { GroundcrewError } from '@/lib/core/errors';
import type { HttpAnswer, Reach } from '@/lib/shell/host';
import { resolveSafely } from './resolve';
import { httpFailure } from './http-failures';

type Request = Parameters<Reach['http']>[0];
const mostBytes = 64 * 1024;

/**
 * One request from the console: no redirect is followed, at most 64 KiB of the body are read.
 * @throws GroundcrewError `unreachable` with a reason `reach.*` when there was no answer; `invalid_input` for another scheme
 */
export async function request(input: Request, now: () => number): Promise<HttpAnswer> {
  const url = URL.canParse(input.url) ? new URL(input.url) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new GroundcrewError({ code: 'invalid_input', reason: 'reach.url', message: 'This is not an http or https address.', remedy: 'Enter an address such as http://192.0.2.1:8080.' });
  }
  const { address, family } = await resolveSafely(url.hostname);
  const began = now();
  const signal = AbortSignal.timeout(input.timeout ?? 10_000);
  return new Promise<HttpAnswer>((resolve, reject) => {
    const fail = (error: Error) => reject(httpFailure(error, url, signal.aborted));
    const send = (url.protocol === 'https:' ? https : http).request({
      host: address, family, signal, agent: false,
      port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      method: input.method ?? 'GET',
      headers: { host: url.host, 'accept-encoding': 'identity', ...input.headers },
      ...(isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? { servername: url.hostname } : {}),
    }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = () => resolve({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])),
        body: Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8'),
        milliseconds: now() - began,
      });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size < mostBytes) return;
        finish();
        send.destroy();
      });
      response.on('end', finish);
      response.on('error', fail);
    });
    send.on('error', fail);
    send.end(input.body);
  });
}
