import path from 'node:path';
import * as z from 'zod';
import { secret, type Secret } from '@/lib/core/secret';
import type { ConsoleSettingRepository } from '@/lib/store/repositories/console-settings';

const stored = z.object({ directory: z.string().nullable(), isDaily: z.boolean(), keep: z.number(), passphrase: z.string() });
const noted = z.object({
  backups: z.array(z.object({ file: z.string(), directory: z.string(), at: z.string(), bytes: z.number() })),
  failure: z.object({ at: z.string(), message: z.string() }).nullable(),
});
/** What was written, the newest first, and why the last attempt failed, if it did. */
export type NotedConsoleBackups = z.infer<typeof noted>;

export interface ConsoleBackupSettings extends Readonly<Omit<z.infer<typeof stored>, 'passphrase'>> {
  /** Empty: none was set yet. */
  readonly passphrase: Secret;
}

const [settingsKey, notedKey] = ['console-backup', 'console-backups-made'];
/** Nothing is written before somebody has set a passphrase. */
const usual: ConsoleBackupSettings = { directory: null, isDaily: false, keep: 14, passphrase: secret('') };

export async function readConsoleBackupSettings(settings: ConsoleSettingRepository): Promise<ConsoleBackupSettings> {
  const json = await settings.getSecret(settingsKey);
  if (json === null) return usual;
  const { passphrase, ...plain } = stored.parse(JSON.parse(json.reveal()));
  return { ...plain, passphrase: secret(passphrase) };
}

export const writeConsoleBackupSettings = (settings: ConsoleSettingRepository, { directory, isDaily, keep, passphrase }: ConsoleBackupSettings): Promise<void> =>
  settings.putSecret(settingsKey, secret(JSON.stringify({ directory, isDaily, keep, passphrase: passphrase.reveal() })));

export async function readConsoleBackups(settings: ConsoleSettingRepository): Promise<NotedConsoleBackups> {
  const json = await settings.get(notedKey);
  return json === null ? { backups: [], failure: null } : noted.parse(JSON.parse(json));
}

export const writeConsoleBackups = (settings: ConsoleSettingRepository, value: NotedConsoleBackups): Promise<void> => settings.put(notedKey, JSON.stringify(value));

/** Where backups go: what was chosen, else beside the data. */
export const consoleBackupDirectory = ({ directory }: Pick<ConsoleBackupSettings, 'directory'>, dataDirectory: string): string => directory ?? path.join(dataDirectory, 'backups');
