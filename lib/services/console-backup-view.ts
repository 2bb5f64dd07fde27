import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { channelsForConsole } from './console-backup-alert';
import { isSendLate, nextAfter, sendFailureOf, sentTo, troubleHere } from './console-backup-due';
import { consoleBackupDirectory, readConsoleBackups, readConsoleBackupSettings, type ConsoleBackupSettings, type NotedConsoleBackups } from './console-backup-settings';
import { isBackingUp, isSending } from './console-backup-write';
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
  const sent = sentTo(settings, noted);
  return {
    chosen: settings.directory,
    usualDirectory: consoleBackupDirectory({ directory: null }, dataDirectory),
    isSameDisk: (await disk(directory)) === (await disk(dataDirectory)),
    elsewhere: viewElsewhere(settings, noted, now),
    isDaily: settings.isDaily,
    at: settings.at,
    zone: settings.zone,
    keep: settings.keep,
    passphrase: { isSet: !settings.passphrase.isEmpty() },
    backups: await Promise.all(backups.map(async ({ file, directory: where, at, bytes }) => ({ file, directory: where, at, bytes, isThere: await stat(path.join(where, file)).then(({ size }) => size === bytes, () => false), isElsewhere: sent.some((each) => each.file === file) }))),
    failure,
    isLate: troubleHere(settings, { ...noted, failure: null }, now, 0) !== null,
    next: next === null ? null : new Date(next).toISOString(),
    isTold: (await channelsForConsole(work)).length > 0,
    isRunning: isBackingUp(resources),
    isSending: isSending(resources),
    made,
  };
}

export const getConsoleBackup: Implementation<'console-backup.get'> = ({ resources }) => viewConsoleBackup(resources);

function viewElsewhere(settings: ConsoleBackupSettings, noted: NotedConsoleBackups, now: number): ConsoleBackupView['elsewhere'] {
  const { elsewhere } = settings;
  if (elsewhere === null) return null;
  const sent = sentTo(settings, noted);
  const [last] = sent;
  const failure = sendFailureOf(settings, noted);
  return {
    place: elsewhere.place,
    secret: { isSet: !elsewhere.secret.isEmpty() },
    last: last ? { file: last.file, at: last.at, arrivedAt: last.arrivedAt, bytes: last.bytes } : null,
    count: sent.length,
    failure: failure && { at: failure.at, message: failure.message },
    isLate: failure === null && isSendLate(settings, noted, now, 0),
  };
}

/** What is not there yet will lie where its parent does. */
async function disk(directory: string): Promise<number> {
  const found = await stat(directory).then(({ dev }) => dev, () => null);
  return found ?? disk(path.dirname(directory));
}
