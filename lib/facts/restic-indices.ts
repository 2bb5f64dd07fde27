import { idPattern } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import { json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** What the proof of Elasticsearch's part says. Names are as hostile as what a stranger types: whoever has the passphrase can write them. */
export interface StoredIndices {
  /** The part that was proven: the id of a snapshot of restic's. */
  readonly of: string;
  /** Of the snapshot, as Elasticsearch told it. */
  readonly state: string;
  readonly shards: number;
  /** `documents`: as they were counted just before; null: the index is closed. */
  readonly indices: readonly { readonly name: string; readonly documents: number | null }[];
}

const what = 'the indices of this backup';
const strange = () => new Unreadable(`The server's answer about ${what} is of another kind.`);

/** The indices of the backup `set`, once its part of Elasticsearch was read back; `undefined` before (guide/backups/elasticsearch-verified.sh). */
export function resticIndices(directory: string, passphrase: Secret, set: string): ServerFact<StoredIndices | undefined> {
  if (!idPattern.test(set)) throw new Error(`Not the id of a backup: ${set}`);
  return {
    from: 'server',
    id: `restic-indices:${directory}:${set}`,
    command: reading('restic-indices', [directory, set], 'root', 'Which indices of this backup were read back', passphrase),
    timeout: 60_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'absent') return undefined;
      const { of, state, shards, indices } = record(json(told, what));
      if (!/^[0-9a-f]{64}$/.test(text(of)) || !isCount(shards) || !Array.isArray(indices)) throw strange();
      return { of: text(of), state: text(state), shards, indices: indices.map(readIndex) };
    },
  };
}

function readIndex(each: unknown): StoredIndices['indices'][number] {
  const { name, documents } = record(each);
  if (text(name) === '' || (documents !== null && !isCount(documents))) throw strange();
  return { name: text(name), documents };
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
