import type { Secret } from '@/lib/core/secret';
import type { ServerFact } from './fact';
import { readMongoArchive } from './mongo-archive';
import { reading } from './script-fact';
import { Unreadable } from './fact';
import type { MongoCount } from './mongodb-collections';

/** What MongoDB's part holds, by its proof: the snapshot with what was counted (guide/backups/mongodb-verified.sh). */
export function resticCollections(directory: string, passphrase: Secret, proof: string): ServerFact<readonly MongoCount[]> {
  if (!/^[0-9a-f]{64}$/.test(proof)) throw new Error(`Not the id of a snapshot: ${proof}`);
  return {
    from: 'server',
    id: `restic-collections:${directory}:${proof}`,
    command: reading('restic-collections', [directory, proof], 'root', "What MongoDB's part of this backup holds", passphrase),
    timeout: 60_000,
    parse(answer) {
      const archive = readMongoArchive(answer);
      if (!archive.isWhole) throw new Unreadable(archive.damage);
      return archive.collections.filter(({ db, collection }) => !['admin', 'config', 'local'].includes(db) && !collection.startsWith('system.')).map(({ db, collection, documents }) => ({ db, collection, documents }));
    },
  };
}
