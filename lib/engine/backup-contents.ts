import * as z from 'zod';
import { backupContents, type BackupContents } from '@/lib/contract/backup-contents';

const { clearml, mongodb, elasticsearch, files } = backupContents.shape;
const told = z.looseObject({ clearml: clearml.catch(null), parts: z.array(z.looseObject({ source: z.string(), verified: z.unknown().optional() })).catch([]) });
/** What the proof of a part counted, by the names of the manifest (guide/backups/manifest-parts.ts). */
const counted = z.looseObject({}).catch({});

/**
 * What a manifest says in numbers; null: there is none. It is as hostile as what a stranger types: whoever has the passphrase can write one. What is of
 * another kind is as if it did not stand there. Pure.
 */
export function contentsOf(manifest: unknown): BackupContents | null {
  const read = told.safeParse(manifest);
  if (!read.success) return null;
  const of = (source: string) => counted.parse(read.data.parts.find((part) => part.source === source)?.verified);
  const { count: indices, documents } = of('elasticsearch');
  return {
    clearml: read.data.clearml,
    mongodb: mongodb.catch(null).parse(of('mongodb')),
    elasticsearch: elasticsearch.catch(null).parse({ indices, documents }),
    files: files.catch(null).parse(of('files').files),
  };
}
