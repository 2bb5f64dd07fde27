import * as z from 'zod';
import { backupSource } from './backup';
import { id } from './fields';

/** What restic calls a snapshot (restic, "Repository Format"). */
const snapshotId = z.string().regex(/^[0-9a-f]{64}$/, 'This is no identifier of a snapshot.');

/**
 * What a backup holds, as it lies in its repository: written last, and all that a restore without this console needs to know.
 * Whoever has the passphrase can write one, so it is believed only where the snapshots that it names are there.
 */
export const backupManifest = z.looseObject({
  version: z.literal(1, 'It was written by a later version of this console.'),
  set: id,
  /** `bytes`: as they were read back. */
  parts: z.array(z.looseObject({ source: backupSource, snapshot: snapshotId, bytes: z.number().int().min(0) })).min(1).max(20),
});
export type BackupManifest = z.infer<typeof backupManifest>;
