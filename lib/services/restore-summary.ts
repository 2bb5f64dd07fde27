import type { BackupSource } from '@/lib/contract/backup';
import type { BackupManifest } from '@/lib/contract/backup-manifest';
import type { DrillRecord } from '@/lib/contract/drill-record';
import type { RestoreLook } from '@/lib/contract/restore';
import { minutes, seconds } from '@/lib/core/units';
import { isComplete, newestFirst } from '@/lib/engine/backup-sets';
import { allBackupSets } from './backup-schedule-sets';
import type { Work } from './work';

/** Bytes a second by which files are taken out of a repository: of a disk of its own; over a slow network it takes longer. */
const filesEachSecond = 50e6;

/** What is worth knowing before the steps are read: what is made first, for how long ClearML is stopped, and how much is restored. `safety`: where a backup of what is there goes first; null: none is made. `drills`: on the server, of such backups, the newest first. */
export async function summaryOf(work: Work, serverId: string, { safety, parts, manifest, drills }: { readonly safety: string | null; readonly parts: readonly BackupSource[]; readonly manifest: BackupManifest; readonly drills: readonly DrillRecord[] }): Promise<Pick<RestoreLook, 'first' | 'away' | 'sizes'>> {
  const drill = drills.find(({ outcome, took }) => outcome === 'proven' && took !== null);
  return {
    first: safety === null ? null : { lastTook: await lastTook(work, serverId, safety) },
    away: drill?.took == null ? null : { took: drill.took, drilledAt: drill.endedAt, isPart: drill.files === 'sample' && parts.includes('files') },
    sizes: manifest.parts.filter(({ source }) => parts.includes(source)).map(({ source, bytes }) => ({ source, bytes })),
  };
}

async function lastTook(work: Work, serverId: string, destination: string): Promise<number | null> {
  const [last] = newestFirst((await allBackupSets(work, serverId, 50)).filter((set) => isComplete(set) && set.destinationId === destination));
  return last?.endedAt ? Math.max(0, Date.parse(last.endedAt) - Date.parse(last.startedAt)) : null;
}

/** The usual time of restoring the files, by their size. */
export const usualOfFiles = (bytes: number): number => minutes(1) + seconds(bytes / filesEachSecond);
