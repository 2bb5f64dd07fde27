import path from 'node:path';
import * as z from 'zod';
import { secret, type Secret } from '@/lib/core/secret';
import type { ConsoleSettingRepository } from '@/lib/store/repositories/console-settings';

const stored = z.object({ directory: z.string().nullable(), /** Where its file system was mounted when it was chosen; null: that is not known. */ mount: z.string().nullable().default(null), isDaily: z.boolean(), at: z.string(), zone: z.string(), keep: z.number(), passphrase: z.string() }).partial({ at: true, zone: true });
const noted = z.object({
  backups: z.array(z.object({ file: z.string(), directory: z.string(), at: z.string(), bytes: z.number() })),
  failure: z.object({ at: z.string(), message: z.string() }).nullable(),
  /** Noted before its first byte: what a kill leaves is known by it. */
  writing: z.object({ file: z.string(), directory: z.string(), at: z.string() }).nullable().default(null),
});
/** What was written, the newest first, why the last attempt failed, if it did, and what is being written. */
export type NotedConsoleBackups = z.infer<typeof noted>;

export interface ConsoleBackupSettings extends Readonly<Omit<Required<z.infer<typeof stored>>, 'passphrase'>> {
  /** Empty: none was set yet. */
  readonly passphrase: Secret;
}

const [settingsKey, notedKey] = ['console-backup', 'console-backups-made'];
/** Before the servers' backups, which begin at half past two. */
const usualTime = '02:00';
/** Nothing is written before somebody has set a passphrase. */
const usual = (): ConsoleBackupSettings => ({ directory: null, mount: null, isDaily: false, at: usualTime, zone: ownZone(), keep: 14, passphrase: secret('') });
/** Of the machine of the console, until somebody has chosen another. */
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export async function readConsoleBackupSettings(settings: ConsoleSettingRepository): Promise<ConsoleBackupSettings> {
  const json = await settings.getSecret(settingsKey);
  if (json === null) return usual();
  const { passphrase, at = usualTime, zone = ownZone(), ...plain } = stored.parse(JSON.parse(json.reveal()));
  return { ...plain, at, zone, passphrase: secret(passphrase) };
}

export const writeConsoleBackupSettings = (settings: ConsoleSettingRepository, { passphrase, ...plain }: ConsoleBackupSettings): Promise<void> =>
  settings.putSecret(settingsKey, secret(JSON.stringify({ ...plain, passphrase: passphrase.reveal() })));

export async function readConsoleBackups(settings: ConsoleSettingRepository): Promise<NotedConsoleBackups> {
  const json = await settings.get(notedKey);
  return json === null ? { backups: [], failure: null, writing: null } : noted.parse(JSON.parse(json));
}

export const writeConsoleBackups = (settings: ConsoleSettingRepository, value: NotedConsoleBackups): Promise<void> => settings.put(notedKey, JSON.stringify(value));

/** Where backups go: what was chosen, else beside the data. */
export const consoleBackupDirectory = ({ directory }: Pick<ConsoleBackupSettings, 'directory'>, dataDirectory: string): string => directory ?? path.join(dataDirectory, 'backups');
