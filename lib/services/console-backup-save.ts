import { stat } from 'node:fs/promises';
import { GroundcrewError } from '@/lib/core/errors';
import { generatePassword } from '@/lib/core/password';
import { secret } from '@/lib/core/secret';
import { mountPointOf } from './console-backup-mount';
import { readConsoleBackupSettings, writeConsoleBackupSettings } from './console-backup-settings';
import { viewConsoleBackup } from './console-backup-view';
import type { Implementation } from './types';
import { workOf } from './work';

/** A new passphrase opens the backups that are made from then on; those that lie there keep theirs. */
export const saveConsoleBackup: Implementation<'console-backup.save'> = async (context, { backup: { passphrase: input, ...chosen } }) => {
  const { resources } = context;
  const { directory, isDaily, at, zone, keep } = chosen;
  const { consoleSettings } = workOf(resources).repositories;
  const before = await readConsoleBackupSettings(consoleSettings);
  if (directory !== null && directory !== before.directory && !(await stat(directory).then((found) => found.isDirectory(), () => false)))
    throw new GroundcrewError({ code: 'invalid_input', field: 'backup.directory', reason: 'console-backup.directory', message: 'There is no such directory on the machine of this console. Make it, or mount its disk, first.' });
  const made = input.action === 'make' ? generatePassword(resources.random) : null;
  const passphrase = made !== null ? secret(made) : input.action === 'set' ? secret(input.value) : before.passphrase;
  if (passphrase.isEmpty()) throw new GroundcrewError({ code: 'invalid_input', field: 'backup.passphrase', reason: 'console-backup.no-passphrase', message: 'Enter a passphrase, or have one made: a backup of this console is always encrypted.' });
  // Of the same directory it stays: it may be saved while its disk is away.
  const mount = directory === null ? null : directory === before.directory && before.mount !== null ? before.mount : await mountPointOf(directory).catch(() => null);
  await writeConsoleBackupSettings(consoleSettings, { ...chosen, mount, passphrase });
  context.auditNote = [isDaily ? `daily at ${at} of ${zone}` : 'by hand', `${keep} are kept`, directory ?? 'beside the data', ...(input.action === 'keep' ? [] : ['another passphrase'])].join(', ');
  return viewConsoleBackup(resources, made);
};
