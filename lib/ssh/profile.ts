import type { Secret } from '@/lib/core/secret';

/** A host key as `ssh-keygen -lf` names it: `sha256` is base64 without padding, with the prefix "SHA256:". */
export interface HostKey {
  readonly algorithm: string;
  readonly sha256: string;
}

export type SshAuth =
  | { readonly kind: 'password'; readonly password: Secret }
  /** OpenSSH or PEM text. */
  | { readonly kind: 'key'; readonly privateKey: Secret; readonly passphrase: Secret | null }
  /** `socket`: path of the agent's socket (SSH_AUTH_SOCK); null when the console has none. */
  | { readonly kind: 'agent'; readonly socket: string | null };

/** Everything that is needed to reach one server. */
export interface SshProfile {
  /** Host name or IP address; an IPv6 address may stand in brackets. */
  readonly address: string;
  readonly port: number;
  readonly login: string;
  readonly auth: SshAuth;
  /** none: NOPASSWD, or a root login, which needs no sudo at all. */
  readonly sudo: { readonly kind: 'none' } | { readonly kind: 'password'; readonly password: Secret };
  /** null: nobody confirmed one yet, so no login happens. */
  readonly pinnedHostKey: HostKey | null;
}
