import { GroundcrewError } from '@/lib/core/errors';

const words = {
  empty: ['The file is empty.', 'Take another copy of the backup.'],
  kind: ['The file is no backup of a console.', 'Name the file that the console wrote, whose name ends in ".tar.gz.age".'],
  passphrase: ['The passphrase does not open this backup.', 'Enter the one that was set when this backup was made: a later one does not open it. Without it nobody can.'],
  changed: ['The backup is damaged.', 'Take another copy of it, or an older backup.'],
  cut: ['The backup ends too early, or is damaged at its end.', 'See whether it was copied whole, and take another copy of it, or an older backup.'],
  content: ['The file opens, and what is in it is no backup of a console.', 'Name the file that the console wrote.'],
  newer: ['The backup was written by a newer release of this console, in a form that this one does not know.', 'Restore it with that release.'],
} as const;

/** Why a file is not taken for a backup of a console: each reason has its own sentence. `detail`: where, as far as that is known. */
export function refuseBackup(why: keyof typeof words, detail?: string, cause?: unknown): GroundcrewError {
  const [what, remedy] = words[why];
  return new GroundcrewError({ code: 'invalid_input', reason: `console-backup.${why}`, message: [what, ...(detail === undefined ? [] : [detail]), 'Nothing was changed.'].join(' '), remedy, cause });
}
