import { backupManifest, type BackupManifest } from '@/lib/contract/backup-manifest';
import type { Secret } from '@/lib/core/secret';
import { json, printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

const what = "the backup's manifest";

/** The manifest of a backup as it lies in the repository: the file of the snapshot that bears `source=manifest` (restic dump). */
export function resticManifest(directory: string, passphrase: Secret, snapshot: string): ServerFact<BackupManifest> {
  if (!/^[0-9a-f]{64}$/.test(snapshot)) throw new Error(`Not the id of a snapshot: ${snapshot}`);
  return {
    from: 'server',
    id: `restic-manifest:${directory}:${snapshot}`,
    command: reading('restic-manifest', [directory, snapshot], 'root', 'What the manifest of this backup says', passphrase),
    timeout: 60_000,
    parse(answer) {
      const read = backupManifest.safeParse(json(printed(answer, what), what));
      if (!read.success) throw new Unreadable(`The server's answer about ${what} is of another kind.`);
      return read.data;
    },
  };
}
