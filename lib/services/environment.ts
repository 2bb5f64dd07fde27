import path from 'node:path';
import * as z from 'zod';
import { GroundcrewError } from '@/lib/core/errors';
import { isNetwork } from '@/lib/net/networks';

/** Where only this machine reaches it; as a URL has it, too. */
export const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|::1|\[::1\]|localhost)$/.test(host);
/** Below the folder that the console is started in. */
export const usualDataDirectory = './data';
const flag = z.enum(['0', '1'], 'must be 0 or 1').default('0').transform((value) => value === '1');

/** Trusting everybody would let everybody choose the address that the sign-in is throttled by. */
const isProxy = (text: string): boolean => isNetwork(text) && !/\/0+$/.test(text);
const proxies = z.string().transform((text) => text.split(',').map((part) => part.trim()).filter(Boolean)).refine((parts) => parts.every(isProxy), 'must be the addresses of your proxies or their networks, with commas between, such as 127.0.0.1,10.0.0.0/24').default([]);

/** Names with our prefix; any other GROUNDCREW_ name is taken for a misspelling. The TEST ones belong to the test runner. */
const prefixed = ['GROUNDCREW_ALLOW_INSECURE_HOST'];
const ignored = /^GROUNDCREW_TEST_/;

const schema = z.object({
  PORT: z.coerce.number('must be a port number').int('must be a whole number').min(1, 'must be 1 to 65535').max(65535, 'must be 1 to 65535').default(3000),
  HOST: z.string().trim().regex(/^[A-Za-z0-9.:-]+$/, 'must be an IP address or a host name').default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an address such as https://groundcrew.example.com' }).optional(),
  TRUSTED_PROXIES: proxies,
  DATA_DIR: z.string().trim().min(1, 'must not be empty').default(usualDataDirectory),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be fatal, error, warn, info, debug or silent').default('info'),
  NODE_ENV: z.enum(['production', 'development', 'test'], 'must be production, development or test').default('production'),
  /** Set by ssh-agent; servers whose login is "agent" use it. */
  SSH_AUTH_SOCK: z.string().max(4096).optional(),
  /** Set by systemd for what it starts. */
  INVOCATION_ID: z.string().max(64).optional(),
  GROUNDCREW_ALLOW_INSECURE_HOST: flag,
});

export interface Environment {
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** The console's own origin, such as "http://127.0.0.1:3000": the one that mutations and sockets may come from. */
  readonly origin: string;
  /** True when the browser speaks TLS: cookies are then `Secure`. */
  readonly secure: boolean;
  /** Peers whose X-Forwarded-For is believed: addresses and networks in CIDR. */
  readonly trustedProxies: readonly string[];
  /** Absolute path. */
  readonly dataDirectory: string;
  readonly logLevel: string;
  readonly development: boolean;
  /** True when systemd started it: then it is started again after a crash or a restart of the machine. */
  readonly isService: boolean;
  /** Path of the SSH agent's socket; null when the console was started without one. */
  readonly sshAgentSocket: string | null;
}

/**
 * Parses the environment once, at boot. Throws GroundcrewError `invalid_input` that names each bad variable.
 * @param source process.env, handed in by server.ts or by a test.
 */
export function parseEnvironment(source: Readonly<Record<string, string | undefined>>): Environment {
  const unknown = Object.keys(source).filter((name) => name.startsWith('GROUNDCREW_') && !prefixed.includes(name) && !ignored.test(name));
  if (unknown.length > 0) throw bad(`The environment has ${unknown.join(', ')}, which this release does not know.`, `Correct the name, or unset it. Known with this prefix: ${prefixed.join(', ')}.`);
  const given = Object.fromEntries(Object.keys(schema.shape).flatMap((name) => (source[name] ? [[name, source[name]]] : [])));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw bad(parsed.error.issues.map((issue) => `${issue.path.join('.')} is "${given[String(issue.path[0])] ?? ''}" but ${issue.message}.`).join(' '), 'Correct the environment and start again.');
  return toEnvironment(parsed.data);
}

function toEnvironment(data: z.output<typeof schema>): Environment {
  const url = data.PUBLIC_URL ? new URL(data.PUBLIC_URL) : null;
  if (url && (url.pathname !== '/' || url.search || url.hash || url.username)) throw bad('PUBLIC_URL has a path, a query or a login.', 'Give scheme, host and port only, such as https://groundcrew.example.com.');
  if (!isLoopback(data.HOST) && url?.protocol !== 'https:' && !data.GROUNDCREW_ALLOW_INSECURE_HOST) {
    throw bad(
      `HOST is "${data.HOST}", which others can reach, and PUBLIC_URL is not an https address: passwords would cross the network in clear text.`,
      `Leave HOST at 127.0.0.1 and use "ssh -L ${data.PORT}:127.0.0.1:${data.PORT} <this machine>", or put a TLS proxy in front and set PUBLIC_URL to its https address, or set GROUNDCREW_ALLOW_INSECURE_HOST=1.`,
    );
  }
  const host = data.HOST.includes(':') ? `[${data.HOST}]` : data.HOST;
  const origin = url?.origin ?? new URL(`http://${host}:${data.PORT}`).origin;
  return { port: data.PORT, host: data.HOST, origin, secure: origin.startsWith('https:'), trustedProxies: data.TRUSTED_PROXIES, dataDirectory: path.resolve(data.DATA_DIR), logLevel: data.LOG_LEVEL, development: data.NODE_ENV === 'development', isService: data.INVOCATION_ID !== undefined, sshAgentSocket: data.SSH_AUTH_SOCK ?? null };
}

function bad(message: string, remedy: string): GroundcrewError {
  return new GroundcrewError({ code: 'invalid_input', reason: 'environment', message, remedy });
}
