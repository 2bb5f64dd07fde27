import * as z from 'zod';
import { hostAddress, loginName, port } from './fields';

const says = <T>(problemOf: (value: T) => string | null) => (value: T, context: z.RefinementCtx) => {
  const message = problemOf(value);
  if (message !== null) context.addIssue({ code: 'custom', message });
};

/** "/mnt//backup/" is "/mnt/backup": one place has one spelling. */
export const oneSpelling = (path: string): string => path.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');

/** No blank, no control character, no `%`: such a path is the same for a shell, an address and restic. */
function farPathProblem(path: string): string | null {
  if (path.length > 500) return 'Enter a path of 500 characters at most.';
  if (!/^[A-Za-z0-9._@+/-]+$/.test(path)) return 'Use letters without accents, digits, "/", ".", "_", "-", "+" and "@" only.';
  const parts = path.split('/');
  if (parts.includes('.') || parts.includes('..')) return 'Enter the path without "." and "..".';
  return parts.some((part) => part.startsWith('-')) ? 'Choose a path of which no part begins with "-".' : null;
}

const sftpPath = (path: string): string | null =>
  path === '' || path === '/' ? 'Enter the directory there, such as "/srv/backups"; without "/" at its beginning it lies in the home directory of the user.' : farPathProblem(path);

/** The line of a public host key as OpenSSH writes it, without a name: "ssh-ed25519 AAAA…". Each kind that ssh-keyscan asks for. */
export const sshHostKey = z.string().trim().max(4000).regex(/^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]{40,}={0,2}$/, 'Have the host key shown, compare it, and confirm it: nothing is sent to a host that has another one.');

export const sftpAddress = z.object({ host: hostAddress, port: port.default(22) });
/** One that an SFTP server showed: `line` is what a place pins. */
export const shownHostKey = z.object({ algorithm: z.string().max(100), sha256: z.string().max(100), line: sshHostKey });

export const sftpPlace = z.object({
  kind: z.literal('sftp'),
  ...sftpAddress.shape,
  user: loginName,
  path: z.string().trim().overwrite(oneSpelling).superRefine(says(sftpPath)),
  /** Pinned: it was shown and confirmed. */
  hostKey: sshHostKey,
});

/** The address as it is written in one way only, or why it is none. */
function readAddress(text: string): URL | string {
  if (!/^https?:\/\//.test(text)) return 'Enter an address that begins with "https://", or with "http://" in a network that you trust.';
  if (text.length > 500 || !/^[A-Za-z0-9._~:/@+[\]-]+$/.test(text)) return 'Enter the address without blanks, "?", "#" and "%".';
  const url = URL.parse(text);
  if (url === null || url.hostname === '' || url.hostname.startsWith('-')) return 'This is no address. Enter one such as "https://backup.example.com:8000".';
  return url.username !== '' || url.password !== '' ? 'Enter user and password in their own fields, not in the address: it is shown.' : url;
}

const endpoint = (text: string): string | null => {
  const url = readAddress(text);
  return typeof url === 'string' ? url : url.pathname === '/' ? null : 'Enter the address of the service alone; bucket and folder have their own fields.';
};
const oneOrigin = (text: string): string => (endpoint(text) === null ? new URL(text).origin : text);

export const s3Place = z.object({
  kind: z.literal('s3'),
  endpoint: z.string().trim().overwrite(oneOrigin).superRefine(says(endpoint)),
  /** Amazon's rules for names, which others share. */
  bucket: z.string().trim().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'Enter the bucket: 3 to 63 lower-case letters, digits, "-" and ".", such as "clearml-backups".'),
  /** Empty: the repository is the whole bucket. */
  prefix: z.string().trim().overwrite((path) => oneSpelling(path).replace(/^\/$/, '').replace(/^\//, '')).superRefine(says((path: string) => (path === '' ? null : farPathProblem(path)))).default(''),
  /** Empty: restic asks the service. */
  region: z.string().trim().regex(/^(?:[a-z0-9][a-z0-9-]{0,39})?$/, 'Enter the region as the service calls it, such as "eu-central-1", or leave it empty.').default(''),
  /** The access key's id, which is no secret. */
  keyId: z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9._@+=,-]{0,127}$/, 'Enter the id of the access key: letters, digits and ".", "_", "@", "+", "=", ",", "-".'),
});

const restAddress = (text: string): string | null => {
  const url = readAddress(text);
  if (typeof url === 'string') return url;
  return url.pathname === '/' ? null : farPathProblem(url.pathname);
};
const oneRestAddress = (text: string): string => {
  const url = readAddress(text);
  return typeof url === 'string' ? text : `${url.origin}${oneSpelling(url.pathname).replace(/\/?$/, '/')}`;
};

export const restPlace = z.object({
  kind: z.literal('rest'),
  url: z.string().trim().overwrite(oneRestAddress).superRefine(says(restAddress)),
  /** Empty: the server asks for no login. */
  user: z.string().trim().regex(/^[!-9;-~]{0,128}$/, 'Enter the user without blanks and ":".').default(''),
});

export type FarPlace = z.infer<typeof sftpPlace> | z.infer<typeof s3Place> | z.infer<typeof restPlace>;
type AnyPlace = FarPlace | { readonly kind: 'directory'; readonly path: string };

/** The repository at a place as restic spells it ("Preparing a new repository"): no secret is in it. It is the same for the same repository. */
export function repositoryAt(place: AnyPlace): string {
  switch (place.kind) {
    case 'directory': return place.path;
    // Behind the slash: an absolute path begins with another one.
    case 'sftp': return `sftp://${place.user}@${inAddress(place.host)}:${place.port}/${place.path}`;
    case 's3': return `s3:${place.endpoint}/${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`}`;
    case 'rest': return `rest:${place.url}`;
  }
}

const inAddress = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host).toLowerCase();

/** Who is given the secret of a place: at another one it is entered again, so that a borrowed session sends it nowhere else. */
export function holderOf(place: AnyPlace): string {
  switch (place.kind) {
    case 'directory': return 'directory';
    case 'sftp': return `sftp ${inAddress(place.host)} ${place.port} ${place.hostKey}`;
    case 's3': return `s3 ${place.endpoint}`;
    case 'rest': return `rest ${new URL(place.url).origin}`;
  }
}

const wholeKey = /^\s*-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\r?\n[\s\S]+-----END (?:[A-Z]+ )*PRIVATE KEY-----\s*$/;

/** Why this can't be the secret of such a place, as a sentence for its field; null: nothing stands against it. An empty one is none. */
export function placeSecretProblem(place: AnyPlace, value: string): string | null {
  switch (place.kind) {
    case 'directory': return value === '' ? null : 'A directory of the server needs no key.';
    case 'sftp':
      if (!wholeKey.test(value) || !/^[\t\r\n -~]*$/.test(value)) return 'This is no private key in OpenSSH or PEM form: paste the whole text, from "-----BEGIN" to the end of the line "-----END … PRIVATE KEY-----".';
      return isLocked(value) ? 'This key has a passphrase of its own, which nobody can type at night. Make a key for backups without one ("ssh-keygen -t ed25519 -N \'\' -f backup-key"), and allow it nothing but SFTP there.' : null;
    // In a file of keys "%(" begins a name that is looked up, and a backtick ends the value.
    case 's3': return /^[!-_a-~]{1,256}$/.test(value) && !value.includes('%(') ? null : 'Enter the secret access key: letters, digits and signs, without blanks, "`" and "%(".';
    case 'rest': return value === '' && place.user === '' ? null : /^[ -~]{1,256}$/.test(value) ? null : 'Enter the password: letters without accents, digits, signs and blanks, 256 at most.';
  }
}

/** PEM says it in its head, OpenSSH by the name of its key derivation in the first bytes (PROTOCOL.key). */
function isLocked(key: string): boolean {
  if (/ENCRYPTED/.test(key)) return true;
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END/.exec(key)?.[1]?.replaceAll(/\s/g, '').slice(0, 120) ?? '';
  return /^[A-Za-z0-9+/]*=*$/.test(body) && atob(body.slice(0, body.length - (body.length % 4))).includes('bcrypt');
}

/** What a place needs besides the passphrase; `optional`: where it asks for no login. */
export const needsSecret = (place: AnyPlace): boolean => place.kind === 'sftp' || place.kind === 's3' || (place.kind === 'rest' && place.user !== '');
