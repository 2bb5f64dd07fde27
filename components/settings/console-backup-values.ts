import { browserZone } from '@/components/channels/channel-values';
import { consoleBackupInput, type ConsoleBackupView } from '@/lib/contract/console-backup';
import { elsewhereSecretMissing, type ElsewherePlace } from '@/lib/contract/console-backup-elsewhere';
import type { SecretInput } from '@/lib/contract/fields';
import type { ParsedInputOf } from '@/lib/contract/verbs';

/** What the form holds: every text as typed, also of what is switched off. */
export interface ConsoleBackupValues {
  directory: string;
  isElsewhere: boolean;
  sftp: { host: string; port: string; user: string; path: string; hostKey: string };
  login: ElsewherePlace['login'];
  secret: SecretInput;
  isDaily: boolean;
  at: string;
  zone: string;
  keep: string;
  passphrase: string;
}

export type JudgedConsoleBackup = ParsedInputOf<'console-backup.save'>['backup'];

/** Until it was saved once, the zone is that of whoever saves it. */
export function consoleBackupValues({ chosen, elsewhere, isDaily, at, zone, keep, passphrase }: ConsoleBackupView): ConsoleBackupValues {
  const { host, port, user, path, hostKey, login } = elsewhere?.place ?? { host: '', port: 22, user: '', path: '', hostKey: '', login: 'key' as const };
  return { directory: chosen ?? '', isElsewhere: elsewhere !== null, sftp: { host, port: String(port), user, path, hostKey }, login, secret: { action: 'keep' }, isDaily, at, zone: passphrase.isSet ? zone : browserZone(), keep: String(keep), passphrase: '' };
}

/** The verb's input, or what stands against it, by the form's own paths. */
export function judgeConsoleBackup(view: ConsoleBackupView, values: ConsoleBackupValues): { input: JudgedConsoleBackup | null; errors: Readonly<Record<string, string>> } {
  const { directory, isElsewhere, sftp, login, secret, passphrase, ...rest } = values;
  const { data, error } = consoleBackupInput.safeParse({
    ...rest,
    directory: directory.trim() || null,
    elsewhere: isElsewhere ? { place: { kind: 'sftp', ...sftp, login }, secret } : null,
    passphrase: passphrase !== '' ? { action: 'set', value: passphrase } : { action: view.passphrase.isSet ? 'keep' : 'make' },
  });
  const errors: Record<string, string> = {};
  for (const { path, message } of error?.issues ?? []) errors[formPath(path.join('.'))] ??= message;
  if (isElsewhere && secret.action === 'keep' && view.elsewhere?.place.login !== login) errors['secret'] ??= elsewhereSecretMissing[login];
  return { input: data ?? null, errors };
}

/** From a path of the verb's input, without its beginning. */
export const formPath = (path: string): string => path.replace(/^elsewhere\.place\.login$/, 'login').replace(/^elsewhere\.place\./, 'sftp.').replace(/^elsewhere\.secret.*/, 'secret').replace(/^passphrase\..*/, 'passphrase');
