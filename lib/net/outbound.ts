import { lookup } from 'node:dns/promises';
import { systemClock, type Clock } from '@/lib/core/clock';
import { GroundcrewError } from '@/lib/core/errors';
import { isForbiddenAddress, isMetadataAddress } from './addresses';
import { isPrivateAddress, isWithin } from './networks';
import { parseUrl } from './parse-url';
import { send } from './send';

interface Address {
  readonly address: string;
  readonly family: number;
}
/** What a name stands for, in the order in which it is to be tried. */
export type Names = (name: string) => Promise<readonly Address[]>;

export interface Outbound {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** POST unless said otherwise; a GET carries no body. */
  readonly method?: 'POST' | 'PUT' | 'GET';
  /** Milliseconds for the whole request; 10 s unless said otherwise. */
  readonly timeout?: number;
  /** Private addresses and networks (CIDR) that it may go to. */
  readonly allowed: readonly string[];
  readonly clock?: Clock;
  /** The system's name service unless handed in. */
  readonly names?: Names;
}

const mostBytes = 4096;
const mostOfLine = 300;

/**
 * One message to an address that somebody entered, such as a webhook:
 * `post({ url, headers?, body, method?, timeout?, allowed, clock? }) → { status, firstLine, milliseconds }`.
 * It goes to public addresses and to those in `allowed`, never to link-local and metadata ones; to the very address that was judged;
 * no redirect is followed; at most 4 KiB of the answer are read, of which the first line that is not empty is returned, without control characters.
 * @throws GroundcrewError `forbidden` (`reach.forbidden`, `reach.private`), `unreachable` (`reach.*`), `invalid_input` (`reach.url`, `reach.headers`)
 */
export async function post({ url: text, headers = {}, body, method = 'POST', timeout = 10_000, allowed, clock = systemClock, names = systemNames }: Outbound): Promise<{ status: number; firstLine: string; milliseconds: number }> {
  const url = parseUrl(text);
  const to = await guardAddress(url.hostname, allowed, names);
  const answer = await send({ url, to, method, headers: { ...credentialOf(url), ...headers }, body: method === 'GET' ? undefined : body, timeout, most: mostBytes, isPartFine: true }, () => clock.now());
  return { status: answer.status, firstLine: firstLineOf(answer.body), milliseconds: answer.milliseconds };
}

/**
 * The address of `host` that a message may go to; connect to that address, so that a second answer of the name server can't lead it elsewhere:
 * `guardAddress(host, allowed) → { address, family: 4 | 6 }`.
 * @throws GroundcrewError `forbidden` (`reach.forbidden`: link-local or metadata, `reach.private`: private and not in `allowed`), `unreachable` `reach.name-not-found`
 */
export async function guardAddress(host: string, allowed: readonly string[], names: Names = systemNames): Promise<{ address: string; family: number }> {
  const name = host.replace(/^\[(.*)\]$/, '$1');
  const found = await names(name).catch((cause: unknown) => {
    throw new GroundcrewError({ code: 'unreachable', reason: 'reach.name-not-found', message: `The name ${name} was not found.`, remedy: 'Check the spelling and the name server of this console.', cause });
  });
  const isNever = ({ address }: Address) => isForbiddenAddress(address) || isMetadataAddress(address);
  const free = found.find((each) => !isNever(each) && (isWithin(each.address, allowed) || !isPrivateAddress(each.address)));
  if (free !== undefined) return { address: free.address, family: free.family };
  const closed = found.find((each) => !isNever(each));
  if (closed !== undefined) {
    throw new GroundcrewError({
      code: 'forbidden', reason: 'reach.private',
      message: `${name} is ${closed.address === name ? 'a private address' : `${closed.address}, a private address`}, where messages do not go unless it is allowed.`,
      remedy: `Add ${closed.address} or its network to the allowed networks, if messages may go there.`,
    });
  }
  throw new GroundcrewError({
    code: 'forbidden', reason: 'reach.forbidden',
    message: `${name} is ${found[0]?.address ?? 'no address'}, where the console sends nothing: link-local and metadata addresses hold credentials of machines.`,
    remedy: 'Enter the address under which the service is reached by others.',
  });
}

const systemNames: Names = (name) => lookup(name, { all: true });

/** `https://user:password@host/` */
function credentialOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const plain = (text: string) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return { authorization: `Basic ${Buffer.from(`${plain(username)}:${plain(password)}`).toString('base64')}` };
}

function firstLineOf(body: string): string {
  const line = body.split(/[\r\n]+/).find((each) => each.trim() !== '') ?? '';
  return line.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim().slice(0, mostOfLine);
}
