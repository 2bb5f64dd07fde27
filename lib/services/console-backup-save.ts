import { stat } from 'node:fs/promises';
import { holderOf } from '@/lib/contract/backup-place';
import { elsewhereSecretMissing, elsewhereWords, isAnotherPlace } from '@/lib/contract/console-backup-elsewhere';
import type { ParsedInputOf } from '@/lib/contract/verbs';
import { GroundcrewError } from '@/lib/core/errors';
import { generatePassword } from '@/lib/core/password';
import { secret } from '@/lib/core/secret';
import { confirmPassword } from './confirm-password';
import { tryElsewhere } from './console-backup-elsewhere';
import { mountPointOf } from './console-backup-mount';
import { readConsoleBackupSettings, writeConsoleBackupSettings, type Elsewhere } from './console-backup-settings';
import { viewConsoleBackup } from './console-backup-view';
import { leaveElsewhere } from './console-backup-write';
import type { Implementation } from './types';
import { workOf } from './work';

/** A new passphrase opens the backups that are made from then on; those that lie there keep theirs. */
export const saveConsoleBackup: Implementation<'console-backup.save'> = async (context, { backup: { passphrase: input, elsewhere: place, ...chosen }, password }) => {
  const { resources } = context;
  const { directory, isDaily, at, zone, keep } = chosen;
  const { consoleSettings } = workOf(resources).repositories;
  const before = await readConsoleBackupSettings(consoleSettings);
  if (isAnotherPlace(before.elsewhere?.place ?? null, place?.place ?? null)) await confirmPassword(context, password ?? '');
  if (directory !== null && directory !== before.directory && !(await stat(directory).then((found) => found.isDirectory(), () => false)))
    throw new GroundcrewError({ code: 'invalid_input', field: 'backup.directory', reason: 'console-backup.directory', message: 'There is no such directory on the machine of this console. Make it, or mount its disk, first.' });
  const made = input.action === 'make' ? generatePassword(resources.random) : null;
  const passphrase = made !== null ? secret(made) : input.action === 'set' ? secret(input.value) : before.passphrase;
  if (passphrase.isEmpty()) throw new GroundcrewError({ code: 'invalid_input', field: 'backup.passphrase', reason: 'console-backup.no-passphrase', message: 'Enter a passphrase, or have one made: a backup of this console is always encrypted.' });
  const elsewhere = place === null ? null : await settledElsewhere(before.elsewhere, place, new Date(context.clock.now()).toISOString());
  // Of the same directory it stays: it may be saved while its disk is away.
  const mount = directory === null ? null : directory === before.directory && before.mount !== null ? before.mount : await mountPointOf(directory).catch(() => null);
  await writeConsoleBackupSettings(consoleSettings, { ...chosen, elsewhere, mount, passphrase });
  if (before.elsewhere !== null && isAnotherPlace(elsewhere?.place ?? null, before.elsewhere.place)) void leaveElsewhere(resources, before.elsewhere);
  context.auditNote = [isDaily ? `daily at ${at} of ${zone}` : 'by hand', `${keep} are kept`, directory ?? 'beside the data', ...(elsewhere === null ? [] : [`also to ${elsewhereWords(elsewhere.place)}`]), ...(input.action === 'keep' ? [] : ['another passphrase'])].join(', ');
  return viewConsoleBackup(resources, made);
};

/** A stored secret goes to nobody else than before. What is new is tried at once: whether it lets the console in shows nowhere else. */
async function settledElsewhere(before: Elsewhere | null, { place, secret: input }: NonNullable<ParsedInputOf<'console-backup.save'>['backup']['elsewhere']>, now: string): Promise<Elsewhere> {
  const isSameHolder = before !== null && holderOf(before.place) === holderOf(place) && before.place.login === place.login;
  const kept = input.action === 'set' ? secret(input.value) : isSameHolder ? before.secret : null;
  if (kept === null) throw new GroundcrewError({ code: 'invalid_input', field: 'backup.elsewhere.secret', reason: 'console-backup.elsewhere-secret', message: elsewhereSecretMissing[place.login] });
  if (before !== null && input.action !== 'set' && !isAnotherPlace(before.place, place)) return before;
  await tryElsewhere({ place, secret: kept });
  return { place, secret: kept, since: now };
}
