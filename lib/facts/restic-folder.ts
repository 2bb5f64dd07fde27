import { idPattern } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import { readScript } from '@/lib/shell/read-script';
import { json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** One thing in a folder of a backup. Its name is as hostile as what a stranger types. */
export interface StoredEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Of a file. */
  readonly bytes: number | null;
  /** When it was last changed: ISO 8601. */
  readonly at: string | null;
  /** Its name is not UTF-8: restic tells it with marks in place of what is not, so it can't be asked for by that. */
  readonly isLossy: boolean;
}

export interface StoredFolder {
  /** By name, `mostEntries` at most. */
  readonly entries: readonly StoredEntry[];
  readonly total: number;
  /** Whether others follow. */
  readonly hasMore: boolean;
}

/** An answer of more could be cut. */
const mostEntries = 200;
const what = 'a folder of this backup';
const strange = () => new Unreadable(`The server's answer about ${what} is of another kind.`);

/**
 * What the folder of the files of the backup `set` holds; `undefined`: the backup has no files (restic ls). A folder that is not there is empty.
 * @param folder from "/" on, which is the file server's top
 * @param after the name behind which the page begins; empty: with the first
 */
export function resticFolder(directory: string, passphrase: Secret, set: string, folder: string, after: string): ServerFact<StoredFolder | undefined> {
  if (!idPattern.test(set) || !folder.startsWith('/') || `${folder}${after}`.includes('\0')) throw new Error(`Not a folder of a backup: ${set} ${folder}`);
  return {
    from: 'server',
    id: `restic-folder:${directory}:${set}:${folder}:${after}`,
    command: reading('restic-folder', [directory, set, folder, readScript('facts/restic-folder.py'), after, String(mostEntries)], 'root', 'What lies in a folder of this backup', passphrase),
    timeout: 60_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'absent') return undefined;
      const { entries, total, more } = record(json(told, what));
      if (!Array.isArray(entries) || typeof total !== 'number') throw strange();
      return { entries: entries.map(readEntry), total, hasMore: more === true };
    },
  };
}

const kinds: Readonly<Record<string, StoredEntry['kind']>> = { file: 'file', dir: 'folder', symlink: 'link' };

function readEntry(each: unknown): StoredEntry {
  const { name, type, size, mtime } = record(each);
  const kind = kinds[text(type)] ?? 'other';
  const at = Date.parse(text(mtime));
  if (text(name) === '' || text(name).includes('/')) throw strange();
  return { name: text(name), kind, bytes: kind === 'file' ? (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : 0) : null, at: Number.isNaN(at) ? null : new Date(at).toISOString(), isLossy: text(name).includes('\ufffd') };
}
