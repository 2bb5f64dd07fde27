import { readScript } from '@/lib/shell/read-script';
import { json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** Names are as hostile as what a stranger types. */
export interface MongoCount {
  readonly db: string;
  readonly collection: string;
  readonly documents: number;
}

const what = "MongoDB's collections";

/** How many documents each collection of the project in `directory` has, without MongoDB's own; `undefined`: none runs (listDatabases, listCollections, count). */
export function mongodbCollections(directory: string): ServerFact<readonly MongoCount[] | undefined> {
  return {
    from: 'server',
    id: `mongodb-collections:${directory}`,
    command: reading('mongodb-collections', [directory, ['facts/mongodb-wire.py', 'facts/mongodb-collections.py'].map(readScript).join('\n')], 'root', "How many documents MongoDB's collections have"),
    timeout: 60_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'stopped') return undefined;
      return told.split('\n').filter(Boolean).map((line) => {
        const { db, collection, documents } = record(json(line, what));
        if (typeof documents !== 'number' || !Number.isSafeInteger(documents) || documents < 0) throw new Unreadable(`The server's answer about ${what} is of another kind.`);
        return { db: text(db), collection: text(collection), documents };
      });
    },
  };
}
