import * as z from 'zod';
import { placeSecretProblem, sftpPlace } from './backup-place';
import { secretInput, secretState, time } from './fields';

/** A machine to which the console itself sends its backups by SFTP, and how it signs in there. */
export const elsewherePlace = sftpPlace.extend({ login: z.enum(['key', 'password']) });
export type ElsewherePlace = z.infer<typeof elsewherePlace>;

/** The sentence for the field of a secret that is not there. */
export const elsewhereSecretMissing: Record<ElsewherePlace['login'], string> = {
  key: 'Paste the private key with which this console signs in there.',
  password: 'Enter the password of this user.',
};

/** Why this can't be the secret of such a place; null: nothing stands against it. */
function secretProblem(place: ElsewherePlace, value: string): string | null {
  if (value === '') return elsewhereSecretMissing[place.login];
  if (place.login === 'key') return placeSecretProblem(place, value);
  return value.length > 1000 || /[\0-\x1f\x7f]/.test(value) ? 'Enter the password in one line, 1000 characters at most.' : null;
}

export const elsewhereInput = z
  .object({ place: elsewherePlace, /** The private key or the password. Never answered. */ secret: secretInput.default({ action: 'keep' }) })
  .superRefine(({ place, secret }, context) => {
    const message = secret.action === 'set' ? secretProblem(place, secret.value) : secret.action === 'clear' ? elsewhereSecretMissing[place.login] : null;
    if (message !== null) context.addIssue({ code: 'custom', path: ['secret'], message });
  });

export const elsewhereView = z.object({
  place: elsewherePlace,
  secret: secretState,
  /** The newest backup that arrived there and was read back; null: none did yet. `at`: of when it is. */
  last: z.object({ file: z.string(), at: time, arrivedAt: time, bytes: z.number() }).nullable(),
  /** So many of those that this console has sent lay there when the newest arrived. */
  count: z.number().int(),
  /** Why the last one did not arrive; null: it did, or none was tried. */
  failure: z.object({ at: time, message: z.string() }).nullable(),
  /** The newest has not arrived hours after it was written. */
  isLate: z.boolean(),
});
export type ElsewhereView = z.infer<typeof elsewhereView>;

/** A place as it stands in a sentence: "user@host:path". */
export const elsewhereWords = ({ user, host, port, path }: Pick<ElsewherePlace, 'user' | 'host' | 'port' | 'path'>): string => `${user}@${host}:${path}${port === 22 ? '' : `, port ${port}`}`;

/** Stands in `fetchCommand` for the file that holds the private key: where that lies later nobody knows yet. */
export const keyFileWord = 'KEYFILE';

/** The command that fetches a backup from there into the directory in which it is typed. The schema lets no character through that a shell would read. */
export function fetchCommand({ user, host, port, path, login }: Omit<ElsewherePlace, 'kind' | 'hostKey'>, file: string): string {
  const address = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `sftp -P ${port}${login === 'key' ? ` -i ${keyFileWord}` : ''} ${user}@${address}:${inDirectory(path, file)} .`;
}

export const inDirectory = (path: string, file: string): string => `${path}/${file}`;

/** Whether the files go where they did not before: that takes the password again, for whoever chooses the passphrase, too, could open them there (T-BKP-1). */
export const isAnotherPlace = (before: ElsewherePlace | null, after: ElsewherePlace | null): boolean => after !== null && JSON.stringify(before) !== JSON.stringify(after);
