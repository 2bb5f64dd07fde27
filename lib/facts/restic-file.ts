import { idPattern } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import type { Script } from '@/lib/shell/command';
import { readScript } from '@/lib/shell/read-script';
import { json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** Where one file of a backup is stored. */
export interface StoredFile {
  /** The id of the restic snapshot: what it holds never changes. */
  readonly snapshot: string;
  /** null: at this path is no file, but a folder, a link or nothing. */
  readonly bytes: number | null;
}

const what = 'a file of this backup';
const isPath = (path: string) => path.startsWith('/') && path !== '/' && !path.includes('\0');

/**
 * Where a file of the backup `set` is stored, and its size; `undefined`: the backup has no files (restic ls).
 * @param path from "/" on, which is the file server's top
 */
export function resticFile(directory: string, passphrase: Secret, set: string, path: string): ServerFact<StoredFile | undefined> {
  if (!idPattern.test(set) || !isPath(path)) throw new Error(`Not a file of a backup: ${set} ${path}`);
  return {
    from: 'server',
    id: `restic-file:${directory}:${set}:${path}`,
    command: reading('restic-file', [directory, set, path, readScript('facts/restic-file.py')], 'root', 'Where a file of this backup is stored', passphrase),
    timeout: 120_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'absent') return undefined;
      const { snapshot, bytes } = record(json(told, what));
      if (!/^[0-9a-f]{64}$/.test(text(snapshot)) || (bytes !== null && !(Number.isSafeInteger(bytes) && Number(bytes) >= 0))) throw new Unreadable(`The server's answer about ${what} is of another kind.`);
      return { snapshot: text(snapshot), bytes: bytes === null ? null : Number(bytes) };
    },
  };
}

/** Seconds that a file may take: longer than any that somebody waits for in a browser. */
const longest = '43200';

/** Gives what is in a file of a snapshot, and nothing else. To be read with `Host.read`: it can be of any size. */
export function resticFileContent(directory: string, passphrase: Secret, snapshot: string, path: string): Script {
  if (!/^[0-9a-f]{64}$/.test(snapshot) || !isPath(path)) throw new Error(`Not a file of a snapshot: ${snapshot} ${path}`);
  return reading('restic-file-content', [directory, snapshot, path, longest], 'root', 'What is in a file of this backup', passphrase);
}
