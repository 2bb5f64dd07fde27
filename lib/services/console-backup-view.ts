import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { channelsForConsole } from './console-backup-alert';
import { nextAfter, troubleOf } from './console-backup-due';
import { consoleBackupDirectory, readConsoleBackups, readConsoleBackupSettings } from './console-backup-settings';
import { isBackingUp } from './console-backup-write';
import type { Implementation, Resources } from './types';
import { workOf } from './work';

export async function viewConsoleBackup(resources: Resources, made: string | null = null): Promise<ConsoleBackupView> {
  const work = workOf(resources);
  const { consoleSettings } = work.repositories;
  const { dataDirectory } = resources.environment;
  const [settings, noted] = await Promise.all([readConsoleBackupSettings(consoleSettings), readConsoleBackups(consoleSettings)]);
  const directory = consoleBackupDirectory(settings, dataDirectory);
  const { backups, failure } = noted;
  const now = resources.clock.now();
  const next = settings.isDaily && !settings.passphrase.isEmpty() ? nextAfter(settings, now) : null;
  return {
    chosen: settings.directory,
    usualDirectory: consoleBackupDirectory({ directory: null }, dataDirectory),
    isSameDisk: (await disk(directory)) === (await disk(dataDirectory)),
    isDaily: settings.isDaily,
    at: settings.at,
    zone: settings.zone,
    keep: settings.keep,
    passphrase: { isSet: !settings.passphrase.isEmpty() },
    backups: await Promise.all(backups.map(async (each) => ({ ...each, isThere: await stat(path.join(each.directory, each.file)).then(({ size }) => size === each.bytes, () => false) }))),
    failure,
    isLate: troubleOf(settings, { ...noted, failure: null }, now, 0) !== null,
    next: next === null ? null : new Date(next).toISOString(),
    isTold: (await channelsForConsole(work)).length > 0,
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
