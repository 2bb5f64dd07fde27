import * as z from 'zod';
import { clockTime, zone } from './alert';
import { passphraseProblem as ofBackups } from './backup-destination';
import { elsewhereInput, elsewhereView } from './console-backup-elsewhere';
import { secretInput, secretState, time } from './fields';

/** What the program "age" takes as it is typed, at any keyboard, after a loss. */
export const passphraseProblem = (passphrase: string): string | null => (passphrase.trim() === passphrase ? ofBackups(passphrase) : 'Remove the blank at its beginning or end: it is easily lost when it is copied.');

const directoryProblem = (directory: string): string | null =>
  !directory.startsWith('/') ? 'Enter the whole path, beginning with "/".'
  : /\/\.{1,2}(\/|$)|[\0-\x1f\x7f]/.test(directory) ? 'Enter the path without "." and "..", and without control characters.'
  : null;

const says = (problemOf: (text: string) => string | null) => (text: string, context: z.RefinementCtx) => {
  const message = problemOf(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
};
const needed = 'Backups are always encrypted: enter a passphrase, or have one made.';

/** The form of the console's own backup. The passphrase is typed, or made by the console, which tells it this once. */
export const consoleBackupInput = z.object({
  /** On the machine of the console; null: "backups" below its data directory. */
  directory: z.string().trim().max(500, 'Enter a path of 500 characters at most.').superRefine(says(directoryProblem)).nullable(),
  /** Where each is sent besides; null: nowhere. */
  elsewhere: elsewhereInput.nullable(),
  isDaily: z.boolean(),
  /** When on each day, on a clock of `zone`; one that was missed is made up for. */
  at: clockTime,
  zone,
  keep: z.coerce.number('Enter a number.').int('Enter a whole number.').min(2, 'Keep at least 2: the newest may be of a console that was broken already.').max(366, 'Keep 366 at most.'),
  passphrase: z
    .discriminatedUnion('action', [...secretInput.options, z.object({ action: z.literal('make') })])
    .superRefine((input, context) => says((text) => (input.action === 'set' ? passphraseProblem(text) : input.action === 'clear' ? needed : null))(input.action === 'set' ? input.value : '', context))
    .default({ action: 'keep' }),
});

/** The name under which the console writes one. */
export const consoleBackupFile = z.string().regex(/^groundcrew-\d{8}T\d{6}Z\.tar\.gz\.age$/, 'This is no backup of a console.');

/** A backup as it was written. `file`: its name in the directory of then; `isElsewhere`: it also arrived at the place that is set now, and lay there yet when the newest arrived. */
export const madeConsoleBackup = z.object({ file: z.string(), directory: z.string(), at: time, bytes: z.number(), isThere: z.boolean(), isElsewhere: z.boolean() });

export const consoleBackupView = z.object({
  /** null: none was chosen. */
  chosen: z.string().nullable(),
  /** Where they go if none is. */
  usualDirectory: z.string(),
  /** It lies on the disk of the data directory, and burns with that. Of where they go now. */
  isSameDisk: z.boolean(),
  /** null: they are sent nowhere. */
  elsewhere: elsewhereView.nullable(),
  isDaily: z.boolean(),
  at: clockTime,
  zone,
  keep: z.number(),
  passphrase: secretState,
  /** Newest first. */
  backups: z.array(madeConsoleBackup),
  /** Why the last one could not be written; null: it could, or none was tried. */
  failure: z.object({ at: time, message: z.string() }).nullable(),
  /** It is daily, and the one that was due hours ago is not there. */
  isLate: z.boolean(),
  /** When the next one is due; null: none is, it is by hand. */
  next: time.nullable(),
  /** Whether a channel is on that would be told of a failure. */
  isTold: z.boolean(),
  /** One is being written or sent. */
  isRunning: z.boolean(),
  /** It is written, and on its way elsewhere: that gives way to the next one. */
  isSending: z.boolean(),
  /** The passphrase that was made by this call, told this once. */
  made: z.string().nullable(),
});
export type ConsoleBackupView = z.infer<typeof consoleBackupView>;

/** What people are told of the backup of this console: since when it fails or is late; null: it does not. */
export const consoleBackupAlert = z.object({ alert: z.object({ since: time, message: z.string(), remedy: z.string() }).nullable() });
export type ConsoleBackupAlert = z.infer<typeof consoleBackupAlert>['alert'];
