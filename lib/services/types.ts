import type { InputOf, OutputOf, ParsedInputOf, VerbName } from '@/lib/contract/verbs';
import type { Clock } from '@/lib/core/clock';
import type { Auth } from '@/lib/store/auth';
import type { Database } from '@/lib/store/database';
import type { Encryption } from '@/lib/store/encryption';
import type { SetupToken } from '@/lib/store/first-admin';
import type { Logger } from 'pino';
import type { Environment } from './environment';
import type { Events } from './events';

/** What the services are built from, once per process, by server.ts (or by a test). */
export interface Resources {
  readonly environment: Environment;
  readonly version: string;
  readonly clock: Clock;
  /** Cryptographically strong random bytes. */
  readonly random: (size: number) => Uint8Array;
  readonly log: Logger;
  readonly database: Database;
  readonly encryption: Encryption;
  readonly events: Events;
  readonly auth: Auth;
  /** The token of this start; answers only until an admin exists. */
  readonly setupToken: SetupToken;
}

export interface Actor {
  readonly id: string;
  /** The sign-in name; "system" for workers. */
  readonly name: string;
  readonly role: 'admin';
}

/** Who asks, and from where. One per request. */
export interface Context {
  readonly actor: Actor | null;
  readonly sessionId: string | null;
  /** The peer's IP address: of the socket, never of a forwarded-for header. */
  readonly address: string;
  readonly clock: Clock;
  readonly resources: Resources;
  /** The request's Cookie header; only the session verbs read it. */
  readonly cookie: string;
  /** Set-Cookie values for the answer; only the session verbs write them. */
  readonly setCookies: string[];
  /** What a verb adds to its audit line, such as the name of what was revealed. Never a secret. */
  auditNote?: string;
  /** Set where the verb answers how an act failed: its audit line then says so, instead of "done". */
  auditOutcome?: 'failed';
}

/**
 * One verb: authorised and parsed by dispatch already. What it returns is checked by the verb's output schema,
 * which strips what is not in it. It throws GroundcrewError only.
 */
export type Implementation<V extends VerbName> = (context: Context, input: ParsedInputOf<V>) => Promise<OutputOf<V>>;
export type Implementations = { readonly [V in VerbName]: Implementation<V> };

/** The one door to the services for pages, routes and sockets. */
export interface Services {
  readonly resources: Resources;
  /** Authorises, parses, acts, audits; rejects with a GroundcrewError. */
  call<V extends VerbName>(verb: V, context: Context, input: InputOf<V>): Promise<OutputOf<V>>;
  /** The context of a request: reads the session cookie. */
  context(request: { cookie: string | null; address: string }): Promise<Context>;
  /** Answers a request to /api/v1/<verb>. */
  http(request: Request, verb: string): Promise<Response>;
  /** Answers a request to /api/v1/console-backup/<file>. */
  download(request: Request, file: string): Promise<Response>;
}
