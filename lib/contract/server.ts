import * as z from 'zod';
import { silencedNow } from './alert';
import { hostAddress, id, loginName, port, secretInput, secretState, serverName, time } from './fields';
import { healthBrief } from './health';

export const authKind = z.enum(['password', 'key', 'agent']);
export const sudoKind = z.enum(['same', 'other', 'none']); // none: NOPASSWD, or a root login

const profile = z.object({ name: serverName, address: hostAddress, port: port.default(22), login: loginName, auth: authKind, sudo: sudoKind });

/** OpenSSH and PEM keys; whether it is whole, and its passphrase right, is judged when it is used. */
const looksLikePrivateKey = (text: string): boolean => /^\s*-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\r?\n[\s\S]+-----END (?:[A-Z]+ )*PRIVATE KEY-----\s*$/.test(text);
const notPrivateKey = 'This is no private key in OpenSSH or PEM form: paste the whole text, from "-----BEGIN" to the end of the line "-----END … PRIVATE KEY-----". A public key (.pub) or a PuTTY key (.ppk) does not serve.';

/** The form of a server profile. `password` also serves keyboard-interactive. */
export const serverInput = profile.extend({
  password: secretInput.default({ action: 'keep' }),
  privateKey: secretInput.refine((input) => input.action !== 'set' || input.value === '' || looksLikePrivateKey(input.value), notPrivateKey).default({ action: 'keep' }),
  passphrase: secretInput.default({ action: 'keep' }),
  sudoPassword: secretInput.default({ action: 'keep' }),
});
export type ServerInput = z.infer<typeof serverInput>;

export const hostKey = z.object({ algorithm: z.string().max(100), sha256: z.string().max(100) });
export type HostKey = z.infer<typeof hostKey>;

/** Replacing a pinned key needs the admin's own password again: a borrowed session must not send credentials elsewhere. */
export const trustInput = z
  .object({ server: serverName, hostKey, replace: z.boolean().default(false), password: z.string().max(128).optional() })
  .refine(({ replace, password }) => !replace || Boolean(password), { path: ['password'], error: 'Enter your own password for this console.' });

/** new: added, never installed · installing: a run is open · installed: a verification passed · attention: the last one did not, or the server was changed since */
export const serverState = z.enum(['new', 'installing', 'installed', 'attention', 'unknown']);

export const server = profile.extend({
  id,
  password: secretState,
  privateKey: secretState,
  passphrase: secretState,
  sudoPassword: secretState,
  hostKey: hostKey.nullable(),
  state: serverState,
  /** One whole sentence: what the operator would want to know first. */
  sentence: z.string(),
  /** ClearML's address, once verified. */
  clearmlUrl: z.string().nullable(),
  createdAt: time,
  /** When the console last had an answer from the server. */
  lastSeenAt: time.nullable(),
  /** Where the newest test of the connection stopped; null: it did not. */
  failedTest: z.enum(['name', 'tcp', 'host-key', 'login', 'shell', 'sudo']).nullable().optional(),
  /** The run that is open (running, waiting, …), if any. */
  openRunId: id.nullable(),
  /** When its newest complete backup began, and whether it is older than it should be; null: there is none. Told in the list of servers only. */
  lastBackup: z.object({ at: time, isOld: z.boolean() }).nullable().optional(),
  /** How it is now; null: it is not watched. */
  health: healthBrief.nullable().optional(),
  /** Why its alerts are not told just now; null: they are told, or it is not watched. */
  silenced: silencedNow.nullable().optional(),
});
export type Server = z.infer<typeof server>;

/** The steps of a connection test, in order; the first that fails ends it. */
export const connectionStage = z.object({
  stage: z.enum(['name', 'tcp', 'host-key', 'login', 'shell', 'sudo']),
  outcome: z.enum(['pass', 'fail', 'skipped']),
  message: z.string(),
});
export const connectionTest = z.object({
  ok: z.boolean(),
  stages: z.array(connectionStage),
  /** What the server showed; to be confirmed when no key is pinned, or when it differs from the pinned one. */
  presented: hostKey.nullable(),
  hostKey: z.enum(['pinned', 'first-use', 'changed', 'unknown']),
  remedy: z.string().nullable(),
  reason: z.string().nullable(),
  /** Such as "Ubuntu 22.04.4 LTS, 8 CPUs, 31.3 GiB of RAM". */
  summary: z.string().nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTest>;

/** What removing a server would leave on it. */
export const serverLeftovers = z.object({ reachable: z.boolean(), runDirectories: z.number(), bytes: z.number(), paths: z.array(z.string()), message: z.string() });
