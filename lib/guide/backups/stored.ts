import type { BackupPart, BackupSource } from '@/lib/contract/backup';
import type { BackupManifest } from '@/lib/contract/backup-manifest';
import type { ResticSnapshot } from '@/lib/facts/restic-snapshots';
import { proofOf, snapshotWith, tagOf } from './wanted';

/** What a backup must hold to be complete, as far as there are steps that store it (steps.ts), in their order. */
export const wantedSources: readonly BackupSource[] = ['mongodb', 'elasticsearch', 'configuration', 'files'];

/** The steps that store them. */
export const partSteps: readonly string[] = wantedSources.map((source) => `backups/${source}`);

/** What is stored of a backup, by what the server says of its repository. */
export interface Stored {
  /** Of each source that is wanted: `complete` once it is stored and was read back. */
  readonly parts: readonly BackupPart[];
  /** Each part is complete, and the manifest names it. */
  readonly isComplete: boolean;
  /** When the last of the parts was read back, by the server's clock; null: not all were. */
  readonly verifiedAt: string | null;
}

/** Judges the snapshots of the backup `set`. `manifest`: as it lies there; null: there is none, or it can't be read. */
export function storedOf(set: string, snapshots: readonly ResticSnapshot[], manifest: BackupManifest | null): Stored {
  const found = wantedSources.map((source) => {
    const part = snapshotWith(snapshots, `source=${source}`);
    const proof = part && proofOf(snapshots, source, part);
    const isNamed = part !== undefined && manifest?.set === set && manifest.parts.some((each) => each.source === source && each.snapshot === part.id);
    const bytes = proof ? tagOf(proof, 'archive-bytes') || tagOf(proof, 'bytes') : part ? tagOf(part, 'bytes') : '';
    return { source, proof, isNamed, bytes: /^\d{1,15}$/.test(bytes) ? Number(bytes) : 0 };
  });
  const proofs = found.flatMap(({ proof }) => (proof ? [proof.time] : [])).sort();
  // The server's clock may say anything.
  const last = proofs.filter((time) => /^\d{4}-/.test(time)).at(-1) ?? null;
  const isProven = proofs.length === found.length;
  return {
    parts: found.map(({ source, bytes, proof }) => ({ source, bytes, state: proof ? 'complete' : 'incomplete' })),
    isComplete: isProven && found.every(({ isNamed }) => isNamed),
    verifiedAt: isProven ? last : null,
  };
}

/** Of all its parts together. */
export const bytesOf = ({ parts }: Pick<Stored, 'parts'>): number => parts.reduce((sum, { bytes }) => sum + bytes, 0);
