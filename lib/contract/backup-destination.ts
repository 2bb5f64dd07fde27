import * as z from 'zod';
import { needsSecret, oneSpelling, placeSecretProblem, restPlace, s3Place, sftpPlace } from './backup-place';
import { id, secretInput, secretState, time } from './fields';

/** Of every generation of ClearML: an installation that removes the previous one empties them. */
const clearmlDirectories = ['/opt/allegro', '/opt/clearml'];
/** What the system, Docker and this console keep to themselves. */
const systemDirectories = ['/bin', '/boot', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/proc', '/run', '/sbin', '/sys', '/tmp', '/usr', '/var/lib/containerd', '/var/lib/docker', '/var/lib/groundcrew', '/var/run', '/var/tmp'];
/** Others go in and out there, and a repository is shut to all but root. */
const sharedDirectories = ['/home', '/media', '/mnt', '/root', '/srv', '/var/backups', '/var/cache', '/var/log'];

const another = 'Enter a directory of its own elsewhere, at best on another disk, such as "/mnt/backup".';

/**
 * Why backups cannot go to this directory of the server, as a sentence for its field; null: nothing in its name stands against it.
 * It says nothing of links: where it really leads is asked of the server.
 * @param own directories of ClearML, absolute; those of a server may lie elsewhere than usual
 */
export function directoryProblem(path: string, own: readonly string[] = clearmlDirectories): string | null {
  if (path === '') return 'Enter the directory on the server, such as "/mnt/backup".';
  if (!path.startsWith('/')) return 'Enter the whole path, beginning with "/", such as "/mnt/backup".';
  if (path.length > 500) return 'Enter a path of 500 characters at most.';
  if (!/^[A-Za-z0-9._@+/-]+$/.test(path)) return 'Use letters without accents, digits, "/", ".", "_", "-", "+" and "@" only; rename the directory where it has others.';
  const parts = path.split('/').slice(1);
  if (parts.includes('.') || parts.includes('..')) return 'Enter the path without "." and "..".';
  if (own.some((directory) => isWithin(path, directory))) return `ClearML keeps its own data there, and installing it afresh can empty that. ${another}`;
  if (systemDirectories.some((directory) => isWithin(path, directory))) return `What lies there belongs to the system, to Docker or to this console, and can be cleared or replaced. ${another}`;
  const holdsOthers = [...own, ...systemDirectories, ...sharedDirectories].some((directory) => isWithin(directory, path));
  return holdsOthers ? `Others need this directory, and backups are shut to all but root. Enter one of its own below it or elsewhere, such as "/mnt/backup".` : null;
}

const isWithin = (path: string, directory: string): boolean => path === directory || directory === '/' || path.startsWith(`${directory}/`);

/** What restic takes as it stands from a file (it drops blanks at both ends), and what can be typed at any keyboard after a loss. */
export function passphraseProblem(passphrase: string): string | null {
  if (passphrase.length < 16) return 'Use at least 16 characters, or have one made: whoever takes the backups can guess for years.';
  if (passphrase.length > 128) return 'Use at most 128 characters.';
  if (!/^[ -~]*$/.test(passphrase)) return 'Use letters without accents, digits, signs and blanks only: it may have to be typed at another keyboard.';
  return passphrase.trim() === passphrase ? null : 'Remove the blank at its beginning or end: restic would leave it out.';
}

const says = <T>(problemOf: (value: T) => string | null) => (value: T, context: z.RefinementCtx) => {
  const message = problemOf(value);
  if (message !== null) context.addIssue({ code: 'custom', message });
};

/** On the server itself, such as one of another disk or of a mounted share. */
export const directoryPlace = z.object({ kind: z.literal('directory'), path: z.string().trim().overwrite(oneSpelling).superRefine(says((path: string) => directoryProblem(path))) });

/** Where backups go. The server, not the console, connects to what lies elsewhere. No secret is part of it. */
export const backupPlace = z.discriminatedUnion('kind', [directoryPlace, sftpPlace, s3Place, restPlace]);
export type BackupPlace = z.infer<typeof backupPlace>;

const noPassphrase = 'Backups are always encrypted: enter a passphrase, or have one made.';
const passphrase = z
  .discriminatedUnion('action', [...secretInput.options, z.object({ action: z.literal('make') })])
  .superRefine(says((input) => (input.action === 'set' ? passphraseProblem(input.value) : input.action === 'clear' ? noPassphrase : null)))
  .default({ action: 'keep' });

/** The form of a destination. The passphrase is typed, or made by the console, which tells it this once. */
export const backupDestinationInput = z
  .object({
    /** null: a new one. */
    id: id.nullable().default(null),
    place: backupPlace,
    passphrase,
    /** What the place asks for: SFTP's private key, S3's secret access key, a rest-server's password. Never answered. */
    secret: secretInput.default({ action: 'keep' }),
    /** Backups that were made elsewhere lie there already: nothing is added unless the passphrase opens them. Of a new one only. */
    holdsBackups: z.boolean().default(false),
  })
  .refine(({ id: known, holdsBackups, passphrase }) => !holdsBackups || (known === null && passphrase.action === 'set'), { path: ['passphrase'], error: 'Enter the passphrase of the backups that lie there.' })
  .refine((input) => input.id !== null || input.passphrase.action !== 'keep', { path: ['passphrase'], error: noPassphrase })
  .superRefine(({ id: known, place, secret }, context) => {
    const message = secret.action === 'set' ? placeSecretProblem(place, secret.value) : (known === null || secret.action === 'clear') && needsSecret(place) ? secretMissing[place.kind] : null;
    if (message !== null) context.addIssue({ code: 'custom', path: ['secret'], message });
  });

/** The sentence for the field of a secret that a place needs and that is not there. */
export const secretMissing: Record<BackupPlace['kind'], string> = {
  directory: '',
  sftp: 'Paste the private key with which the server signs in there.',
  s3: 'Enter the secret access key that belongs to the key id.',
  rest: 'Enter the password of this user.',
};

/** What restic calls a repository: its `id` (restic, "Repository Format"). */
export const resticRepositoryId = z.string().regex(/^[0-9a-f]{64}$/, 'This is no identifier of a restic repository.');

export const backupDestination = z.object({
  id,
  place: backupPlace,
  passphrase: secretState,
  /** When somebody said that they have kept the passphrase; null: nobody did yet, so perhaps nobody but this console has it. */
  passphraseKeptAt: time.nullable(),
  /** Of the place itself. */
  secret: secretState,
  /** null: no backup went there yet. */
  repositoryId: resticRepositoryId.nullable(),
  createdAt: time,
});
export type BackupDestination = z.infer<typeof backupDestination>;

/** One among those of a server, with what is known to lie there, copies too, and whether the schedule is on and sends backups or copies of them there. */
export const listedBackupDestination = backupDestination.extend({ complete: z.number().int(), incomplete: z.number().int(), scheduled: z.enum(['backups', 'copies']).nullable() });
export type ListedBackupDestination = z.infer<typeof listedBackupDestination>;

/** `made`: the passphrase that the console has made, told this once; null: it made none. Without it nobody can restore. */
export const savedBackupDestination = z.object({ destination: backupDestination, made: z.string().nullable() });
