import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { writeConsoleBackup } from '@/lib/store/console-backup/write-backup';
import { consoleBackupDirectory, readConsoleBackups, readConsoleBackupSettings, writeConsoleBackups, type NotedConsoleBackups } from './console-backup-settings';
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
  const at = new Date(resources.clock.now()).toISOString();
  try {
    const made = await write(resources, at);
    const { keep } = await readConsoleBackupSettings(consoleSettings);
    const backups = [made, ...(await readConsoleBackups(consoleSettings)).backups];
    await writeConsoleBackups(consoleSettings, { backups, failure: null });
    await writeConsoleBackups(consoleSettings, { backups: await thinOut(backups, keep), failure: null });
    return made;
  } catch (error) {
    const message = isGroundcrewError(error) ? [error.message, error.remedy].filter(Boolean).join(' ') : 'The console made a mistake. Its log says more.';
    if (!isGroundcrewError(error)) resources.log.error({ err: error }, 'the console could not be backed up');
    await writeConsoleBackups(consoleSettings, { ...(await readConsoleBackups(consoleSettings)), failure: { at, message } }).catch(() => undefined);
    throw error;
  } finally {
    running.delete(resources);
  }
}

async function write(resources: Resources, at: string): Promise<NotedConsoleBackups['backups'][number]> {
  const { environment, version } = resources;
  const settings = await readConsoleBackupSettings(workOf(resources).repositories.consoleSettings);
  if (settings.passphrase.isEmpty()) throw new GroundcrewError({ code: 'conflict', reason: 'console-backup.no-passphrase', message: 'Backups of this console have no passphrase yet.', remedy: 'Set one in the settings, or have one made.' });
  const directory = consoleBackupDirectory(settings, environment.dataDirectory);
  // One that was chosen may be a disk that is not mounted: it is not made.
  if (settings.directory === null) await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = `groundcrew-${at.replaceAll(/[-:]|\.\d+/g, '')}.tar.gz.age`;
  const from = { databaseFile: path.join(environment.dataDirectory, 'groundcrew.db'), keyFile: path.join(environment.dataDirectory, 'key') };
  const { bytes } = await writeConsoleBackup({ from, to: path.join(directory, file), passphrase: settings.passphrase, about: { version, at, url: environment.origin } });
  return { file, directory, at, bytes };
}

/** What can't be deleted stays noted, and is tried again the next time. */
async function thinOut(backups: NotedConsoleBackups['backups'], keep: number): Promise<NotedConsoleBackups['backups']> {
  const left = await Promise.all(backups.slice(keep).map(async (each) => ((await rm(path.join(each.directory, each.file), { force: true }).then(() => true, () => false)) ? [] : [each])));
  return [...backups.slice(0, keep), ...left.flat()];
}
