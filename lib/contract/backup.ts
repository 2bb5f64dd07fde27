import * as z from 'zod';
import { backupContents } from './backup-contents';
import { listedDrill } from './drill-record';
import { id, time } from './fields';

/** In the order in which they are saved: what MongoDB and Elasticsearch refer to is then always in the files. */
export const backupSource = z.enum(['mongodb', 'elasticsearch', 'configuration', 'files', 'redis']);
export type BackupSource = z.infer<typeof backupSource>;

/** As they stand in a sentence. */
export const sourceNames: Readonly<Record<BackupSource, string>> = { mongodb: 'MongoDB', elasticsearch: 'Elasticsearch', configuration: 'the configuration', files: 'the file server', redis: 'Redis' };

/** `incomplete` until it is told otherwise: also while it is being made, and after it was cancelled or cut off. */
export const backupState = z.enum(['complete', 'incomplete', 'failed']);

const bytes = z.number().int().min(0);

/** What one source gave. `bytes`: of what is restored, before anything is compressed or found to be there already. */
export const backupPart = z.object({ source: backupSource, bytes, state: backupState });
export type BackupPart = z.infer<typeof backupPart>;

export const backupSet = z
  .object({
    id,
    startedAt: time,
    /** null while it is being made, also while its run waits for an answer or for the server to come back. */
    endedAt: time.nullable(),
    state: backupState,
    /** When all of it was last read to its end and found right; null: never. */
    verifiedAt: time.nullable(),
    /** When a drill last restored it; null: never. */
    provenAt: time.nullable(),
    /** Of all parts. */
    bytes,
    parts: z.array(backupPart),
  })
  // Whatever stored it, half a set is never taken for a whole one.
  .refine(({ state, endedAt, parts }) => state !== 'complete' || (endedAt !== null && parts.length > 0 && parts.every((part) => part.state === 'complete')), {
    path: ['state'],
    error: 'A backup is complete only when it has ended and each of its parts is complete.',
  });
export type BackupSet = z.infer<typeof backupSet>;

/** A backup where it was copied to: `complete` once all of it lies there. `provenAt`: when a drill last restored that copy. */
const backupCopy = z.object({ destination: id, state: backupState, endedAt: time.nullable(), provenAt: time.nullable(), /** The last drill of that copy; missing: there was none. */ drill: listedDrill.optional() });

/** One among those of a server. `run`: the one that made it; null: it is gone. */
export const listedBackupSet = backupSet.safeExtend({ destination: id, run: id.nullable(), /** Where else it lies, or should; missing: nowhere. */ copies: z.array(backupCopy).optional(), /** The last drill of it at its own place; missing: there was none. */ drill: listedDrill.optional() });

/** One by itself, with what its manifest says of it; null: it has none yet. */
export const detailedBackupSet = backupSet.safeExtend({ destination: id, run: id.nullable(), contents: backupContents.nullable() });
