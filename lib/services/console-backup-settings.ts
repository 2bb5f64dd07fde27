import path from 'node:path';
import * as z from 'zod';
import { elsewherePlace, type ElsewherePlace } from '@/lib/contract/console-backup-elsewhere';
import { secret, type Secret } from '@/lib/core/secret';
import type { ConsoleSettingRepository } from '@/lib/store/repositories/console-settings';

const stored = z.object({
  directory: z.string().nullable(),
  /** Where its file system was mounted when it was chosen; null: that is not known. */
  mount: z.string().nullable().default(null),
  /** Where each is sent besides. `since`: when that was saved, as text of ISO 8601. */
  elsewhere: z.object({ place: elsewherePlace, secret: z.string(), since: z.string() }).nullable().default(null),
  isDaily: z.boolean(), at: z.string(), zone: z.string(), keep: z.number(), passphrase: z.string(),
}).partial({ at: true, zone: true });
const failed = z.object({ at: z.string(), message: z.string() });
const noted = z.object({
  /** `sha256`: null of those that an earlier release has noted. */
  backups: z.array(z.object({ file: z.string(), directory: z.string(), at: z.string(), bytes: z.number(), sha256: z.string().nullable().default(null) })),
  failure: failed.nullable(),
  /** Noted before its first byte: what a kill leaves is known by it. */
  writing: z.object({ file: z.string(), directory: z.string(), at: z.string() }).nullable().default(null),
  /** What arrived elsewhere and was read back there, the newest first. `to`: `placeKey` of where. */
  sent: z.array(z.object({ file: z.string(), at: z.string(), bytes: z.number(), to: z.string(), arrivedAt: z.string() })).default([]),
  /** Why the last one did not arrive at the place that was saved at `since`. `waits`: its password was refused, and is not tried again by itself. */
  sendFailure: failed.extend({ since: z.string(), waits: z.boolean() }).nullable().default(null),
  /** The temporary name there, noted before its first byte. */
  sending: z.object({ part: z.string(), to: z.string() }).nullable().default(null),
});
/** What was written and what arrived elsewhere, the newest first, why the last attempt of each failed, if it did, and what is under way. */
export type NotedConsoleBackups = z.infer<typeof noted>;

export interface Elsewhere {
  readonly place: ElsewherePlace;
  /** The private key or the password. */
  readonly secret: Secret;
  readonly since: string;
}

export interface ConsoleBackupSettings extends Readonly<Omit<Required<z.infer<typeof stored>>, 'passphrase' | 'elsewhere'>> {
  readonly elsewhere: Elsewhere | null;
  /** Empty: none was set yet. */
  readonly passphrase: Secret;
}

const [settingsKey, notedKey] = ['console-backup', 'console-backups-made'];
/** Before the servers' backups, which begin at half past two. */
const usualTime = '02:00';
/** Nothing is written before somebody has set a passphrase. */
const usual = (): ConsoleBackupSettings => ({ directory: null, mount: null, elsewhere: null, isDaily: false, at: usualTime, zone: ownZone(), keep: 14, passphrase: secret('') });
/** Of the machine of the console, until somebody has chosen another. */
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export async function readConsoleBackupSettings(settings: ConsoleSettingRepository): Promise<ConsoleBackupSettings> {
  const json = await settings.getSecret(settingsKey);
  if (json === null) return usual();
  const { passphrase, elsewhere, at = usualTime, zone = ownZone(), ...plain } = stored.parse(JSON.parse(json.reveal()));
  return { ...plain, at, zone, passphrase: secret(passphrase), elsewhere: elsewhere && { ...elsewhere, secret: secret(elsewhere.secret) } };
}

export const writeConsoleBackupSettings = (settings: ConsoleSettingRepository, { passphrase, elsewhere, ...plain }: ConsoleBackupSettings): Promise<void> =>
  settings.putSecret(settingsKey, secret(JSON.stringify({ ...plain, passphrase: passphrase.reveal(), elsewhere: elsewhere && { ...elsewhere, secret: elsewhere.secret.reveal() } })));

export async function readConsoleBackups(settings: ConsoleSettingRepository): Promise<NotedConsoleBackups> {
  const json = await settings.get(notedKey);
  return noted.parse(json === null ? { backups: [], failure: null } : JSON.parse(json));
}

export const writeConsoleBackups = (settings: ConsoleSettingRepository, value: NotedConsoleBackups): Promise<void> => settings.put(notedKey, JSON.stringify(value));

/** Changes part of what is noted. One backup is under way at a time, and nothing else writes it. */
export const noteConsoleBackups = async (settings: ConsoleSettingRepository, change: Partial<NotedConsoleBackups>): Promise<void> => writeConsoleBackups(settings, { ...(await readConsoleBackups(settings)), ...change });

/** Where backups go: what was chosen, else beside the data. */
export const consoleBackupDirectory = ({ directory }: Pick<ConsoleBackupSettings, 'directory'>, dataDirectory: string): string => directory ?? path.join(dataDirectory, 'backups');
