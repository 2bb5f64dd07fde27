import type { BackupManifest } from '@/lib/contract/backup-manifest';

/** When the backup was begun, as its manifest says, ISO 8601; `otherwise` where that says nothing of it. */
export function startOf({ startedAt }: BackupManifest, otherwise: string): string {
  const at = typeof startedAt === 'string' ? Date.parse(startedAt) : Number.NaN;
  return Number.isNaN(at) ? otherwise : new Date(at).toISOString();
}

/** The name by which its console knew the server of which the backup was made; null: the manifest says none. As hostile as what a stranger types. */
export const madeOf = ({ server }: BackupManifest): string | null => (typeof server === 'string' ? server.slice(0, 100) : null);
