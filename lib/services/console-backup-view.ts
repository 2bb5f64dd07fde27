import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { consoleBackupDirectory, readConsoleBackups, readConsoleBackupSettings } from './console-backup-settings';
import { isBackingUp } from './console-backup-write';
import type { Implementation, Resources } from './types';
import { workOf } from './work';

/** After it a daily backup is late, in milliseconds. */
const lateAfter = 48 * 3_600_000;

export async function viewConsoleBackup(resources: Resources, made: string | null = null): Promise<ConsoleBackupView> {
  const { consoleSettings } = workOf(resources).repositories;
  const { dataDirectory } = resources.environment;
  const [settings, { backups, failure }] = await Promise.all([readConsoleBackupSettings(consoleSettings), readConsoleBackups(consoleSettings)]);
  const directory = consoleBackupDirectory(settings, dataDirectory);
  const [last] = backups;
  return {
    chosen: settings.directory,
    usualDirectory: consoleBackupDirectory({ directory: null }, dataDirectory),
    isSameDisk: (await disk(directory)) === (await disk(dataDirectory)),
    isDaily: settings.isDaily,
    keep: settings.keep,
    passphrase: { isSet: !settings.passphrase.isEmpty() },
    backups: await Promise.all(backups.map(async (each) => ({ ...each, isThere: await stat(path.join(each.directory, each.file)).then(({ size }) => size === each.bytes, () => false) }))),
    failure,
    isLate: settings.isDaily && (last === undefined ? failure !== null : resources.clock.now() - Date.parse(last.at) > lateAfter),
    isRunning: isBackingUp(resources),
    made,
  };
}

export const getConsoleBackup: Implementation<'console-backup.get'> = ({ resources }) => viewConsoleBackup(resources);

/** What is not there yet will lie where its parent does. */
async function disk(directory: string): Promise<number> {
  const found = await stat(directory).then(({ dev }) => dev, () => null);
  return found ?? disk(path.dirname(directory));
}
