import type { HttpAnswer, Reach } from '@/lib/shell/host';
import { parseUrl } from './parse-url';
import { resolveSafely } from './resolve';
import { send } from './send';

type Request = Parameters<Reach['http']>[0];
const mostBytes = 64 * 1024;

/**
 * One request from the console: no redirect is followed, at most 64 KiB of the body are read.
 * @throws GroundcrewError `unreachable` with a reason `reach.*` when there was no answer; `invalid_input` for another scheme
 */
export async function request({ url: text, method = 'GET', headers = {}, body, timeout = 10_000, authorities }: Request, now: () => number): Promise<HttpAnswer> {
  const url = parseUrl(text);
  const to = await resolveSafely(url.hostname);
  return send({ url, to, method, headers, body, timeout, most: mostBytes, ...(authorities !== undefined && { authorities }) }, now);
}
