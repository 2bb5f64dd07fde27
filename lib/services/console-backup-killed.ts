import { open, lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ConsoleSettingRepository } from '@/lib/store/repositories/console-settings';
import { intro } from '@/lib/store/console-backup/age-format';
import { readConsoleBackup } from '@/lib/store/console-backup/read-backup';
import { readConsoleBackups, writeConsoleBackups, type ConsoleBackupSettings } from './console-backup-settings';
import type { Resources } from './types';
import { workOf } from './work';

/**
 * Notes the backup that this console had written when it was killed before it could note it, or removes the half of one. It is known by the
 * name that was noted before its first byte, and believed only if it opens and says the same: all else in that directory is somebody else's.
 */
export async function settleKilled(resources: Resources, { passphrase }: Pick<ConsoleBackupSettings, 'passphrase'>): Promise<void> {
  const { consoleSettings } = workOf(resources).repositories;
  const { writing, ...noted } = await readConsoleBackups(consoleSettings);
  if (writing === null) return;
  const file = path.join(writing.directory, writing.file);
  const bytes = await sizeOf(file);
  const about = bytes === null ? null : await readConsoleBackup(file, passphrase, null).catch(() => null);
  const isOurs = bytes !== null && about?.at === writing.at && about.url === resources.environment.origin;
  if (isOurs) await note(consoleSettings, { ...noted, backups: [{ ...writing, bytes, sha256: null }, ...noted.backups], failure: null });
  else await note(consoleSettings, noted);
  if (await isHalf(`${file}.part`)) await rm(`${file}.part`, { force: true }).catch(() => undefined);
}

const note = (settings: ConsoleSettingRepository, value: Omit<Parameters<typeof writeConsoleBackups>[1], 'writing'>) => writeConsoleBackups(settings, { ...value, writing: null });

/** null: there is no regular file of that name. */
const sizeOf = (file: string): Promise<number | null> => lstat(file).then((found) => (found.isFile() ? found.size : null), () => null);

/** Whether it begins as a backup does, as far as it goes. */
async function isHalf(file: string): Promise<boolean> {
  if ((await sizeOf(file)) === null) return false;
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(intro.length), 0, intro.length, 0);
    return intro.startsWith(buffer.toString('latin1', 0, bytesRead));
  } finally {
    await handle.close();
  }
}
