import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { GroundcrewError } from '@/lib/core/errors';
import type { ConsoleBackupSettings } from './console-backup-settings';

/**
 * Where the file system that holds `directory` is mounted on this machine, links followed. By that it is known again: the number of its device
 * is another one after a restart, of a share after each mount.
 */
export async function mountPointOf(directory: string): Promise<string> {
  const real = await realpath(directory);
  const { dev } = await stat(real);
  for (let at = real; ; at = path.dirname(at)) if (at === path.dirname(at) || (await stat(path.dirname(at))).dev !== dev) return at;
}

/** Refuses a chosen directory that lies on another file system than when it was chosen: its disk or share is away, and the one below it would be filled. Throws GroundcrewError `storage`. */
export async function refuseBelowMount({ directory, mount }: Pick<ConsoleBackupSettings, 'directory' | 'mount'>): Promise<void> {
  if (directory === null || mount === null) return;
  // That it is not there at all is said when it is written to.
  const now = await mountPointOf(directory).catch(() => mount);
  if (now === mount) return;
  throw new GroundcrewError({
    code: 'storage', reason: 'console-backup.mount',
    message: `${directory} lies on the file system of ${now} now, and on that of ${mount} when it was chosen. Nothing was written: where a disk or share is not mounted, the backup would fill the disk below it.`,
    remedy: `Mount what belongs to ${mount}, then back up now. If it is meant to lie there, save another directory in the settings, then this one again.`,
  });
}
