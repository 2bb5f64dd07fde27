import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { GroundcrewError } from '@/lib/core/errors';
import type { HttpAnswer } from '@/lib/shell/host';
import { httpFailure } from './http-failures';
import { trusting } from './trust';

export interface Sent {
  readonly url: URL;
  /** The address that was judged: the connection goes there and nowhere else. */
  readonly to: { readonly address: string; readonly family: number };
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds for the whole of it. */
  readonly timeout: number;
  /** Bytes of the answer's body that are read. */
  readonly most: number;
  /** A body that breaks off is taken as far as it came: what matters is that a status was heard. */
  readonly isPartFine?: true;
  /** PEM certificates that are trusted besides the known ones. */
  readonly authorities?: string;
}

/**
 * One request over HTTP. No redirect is followed.
 * @throws GroundcrewError `unreachable` with a reason `reach.*` when there was no answer; `invalid_input` `reach.headers` for ones that HTTP can't carry
 */
export async function send({ url, to, method, headers, body, timeout, most, isPartFine, authorities }: Sent, now: () => number): Promise<HttpAnswer> {
  const began = now();
  const signal = AbortSignal.timeout(timeout);
  const isTls = url.protocol === 'https:';
  const trust = trusting(authorities);
  return new Promise<HttpAnswer>((resolve, reject) => {
    const fail = (error: Error) => reject(httpFailure(error, url, signal.aborted));
    const sending = begin();
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])),
          body: Buffer.concat(chunks).subarray(0, most).toString('utf8'),
          milliseconds: now() - began,
        });
        sending.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= most) finish();
      });
      response.on('end', finish);
      response.on('error', isPartFine ? finish : fail);
    });
    sending.on('error', fail);
    sending.end(body);

    function begin() {
      try {
        return (isTls ? https : http).request({
          host: to.address, family: to.family, signal, agent: false,
          port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
          path: `${url.pathname}${url.search}`,
          method,
          headers: { host: url.host, 'accept-encoding': 'identity', ...headers },
          ...(isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? { servername: url.hostname } : {}),
          ...(isTls && trust),
        });
      } catch (cause) {
        throw new GroundcrewError({ code: 'invalid_input', reason: 'reach.headers', message: 'A header or the path has characters that HTTP does not carry.', remedy: 'Check the address and the texts that are sent as headers, such as a token.', cause });
      }
    }
  });
}
