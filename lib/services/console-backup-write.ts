import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { writeConsoleBackup } from '@/lib/store/console-backup/write-backup';
import { settleKilled } from './console-backup-killed';
import { refuseBelowMount } from './console-backup-mount';
import { consoleBackupDirectory, readConsoleBackups, readConsoleBackupSettings, writeConsoleBackups, type ConsoleBackupSettings, type NotedConsoleBackups } from './console-backup-settings';
import type { Resources } from './types';
import { workOf } from './work';

const running = new WeakSet<Resources>();
export const isBackingUp = (resources: Resources): boolean => running.has(resources);

/**
 * Writes a backup of this console to where it is set, notes it, and then deletes those that are too many: only what it has noted itself, so
 * that nobody else's file in that directory goes. One at a time. A failure is noted, too, and thrown.
 */
export async function backUpConsole(resources: Resources): Promise<NotedConsoleBackups['backups'][number]> {
  if (running.has(resources)) throw new GroundcrewError({ code: 'conflict', reason: 'console-backup.running', message: 'A backup of this console is being written already.', remedy: 'Wait until it has ended.' });
  running.add(resources);
  const { consoleSettings } = workOf(resources).repositories;
  const note = async (change: Partial<NotedConsoleBackups>) => writeConsoleBackups(consoleSettings, { ...(await readConsoleBackups(consoleSettings)), ...change });
  try {
    const settings = await readConsoleBackupSettings(consoleSettings);
    if (settings.passphrase.isEmpty()) throw new GroundcrewError({ code: 'conflict', reason: 'console-backup.no-passphrase', message: 'Backups of this console have no passphrase yet.', remedy: 'Set one in the settings, or have one made.' });
    await settleKilled(resources, settings);
    const at = new Date(resources.clock.now()).toISOString();
    const writing = { file: `groundcrew-${at.replaceAll(/[-:]|\.\d+/g, '')}.tar.gz.age`, directory: consoleBackupDirectory(settings, resources.environment.dataDirectory), at };
    try {
      await note({ writing });
      const made = { ...writing, bytes: await write(resources, settings, writing) };
      const backups = [made, ...(await readConsoleBackups(consoleSettings)).backups];
      await note({ backups, failure: null, writing: null });
      await note({ backups: await thinOut(backups, settings.keep) });
      return made;
    } catch (error) {
      const message = isGroundcrewError(error) ? [error.message, error.remedy].filter(Boolean).join(' ') : 'The console made a mistake. Its log says more.';
      if (!isGroundcrewError(error)) resources.log.error({ err: error }, 'the console could not be backed up');
      await note({ failure: { at, message }, writing: null }).catch(() => undefined);
      throw error;
    }
  } finally {
    running.delete(resources);
  }
}

/** @returns its bytes */
async function write({ environment, version }: Resources, settings: ConsoleBackupSettings, { file, directory, at }: NonNullable<NotedConsoleBackups['writing']>): Promise<number> {
  // One that was chosen may be a disk that is not mounted: it is not made, and not filled below.
  await refuseBelowMount(settings);
  if (settings.directory === null) await mkdir(directory, { recursive: true, mode: 0o700 });
  const from = { databaseFile: path.join(environment.dataDirectory, 'groundcrew.db'), keyFile: path.join(environment.dataDirectory, 'key') };
  const { bytes } = await writeConsoleBackup({ from, to: path.join(directory, file), passphrase: settings.passphrase, about: { version, at, url: environment.origin } });
  return bytes;
}

/** What can't be deleted stays noted, and is tried again the next time. */
async function thinOut(backups: NotedConsoleBackups['backups'], keep: number): Promise<NotedConsoleBackups['backups']> {
  const left = await Promise.all(backups.slice(keep).map(async (each) => ((await rm(path.join(each.directory, each.file), { force: true }).then(() => true, () => false)) ? [] : [each])));
  return [...backups.slice(0, keep), ...left.flat()];
}
