import { idPattern } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import { json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** Texts are as hostile as what a stranger types: whoever has the passphrase can write them. */
export interface ResticSnapshot {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** When it was begun: ISO 8601, by the server's clock. */
  readonly time: string;
  readonly tags: readonly string[];
  readonly paths: readonly string[];
  readonly hostname: string;
  /** Of one that was copied or whose tags were changed: the id that it had first. */
  readonly original?: string;
}

const what = 'the snapshots in its restic repository';
const strange = () => new Unreadable(`The server's answer about ${what} is of another kind.`);

/**
 * The snapshots of the backup `set`, the oldest first: those that bear its tag `set=<id>`. `undefined`: there is no repository, or no restic
 * to ask with (restic snapshots).
 */
export const resticSnapshots = (directory: string, passphrase: Secret, set: string): ServerFact<readonly ResticSnapshot[] | undefined> => resticSnapshotsOf(directory, passphrase, [set]);

/** A newer restic tells 1 KB of each snapshot, and a backup has ten: an answer of more could be cut, and be none. */
export const mostSetsAtOnce = 50;

/** The same of several backups, `mostSetsAtOnce` at most. */
export function resticSnapshotsOf(directory: string, passphrase: Secret, sets: readonly string[]): ServerFact<readonly ResticSnapshot[] | undefined> {
  // A comma would make two tags of one; without any, all there is would be asked for.
  for (const set of sets) if (!idPattern.test(set)) throw new Error(`Not the id of a backup: ${set}`);
  if (sets.length === 0 || sets.length > mostSetsAtOnce) throw new Error(`Not a number of backups to ask for at once: ${sets.length}`);
  return {
    from: 'server',
    id: `restic-snapshots:${directory}:${sets.join(',')}`,
    command: reading('restic-snapshots', [directory, ...sets], 'root', sets.length === 1 ? 'What of this backup is stored already' : 'What of these backups is stored', passphrase),
    timeout: 60_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'absent') return undefined;
      const list = json(told, what) ?? [];
      if (!Array.isArray(list)) throw strange();
      const snapshots = list.map(readSnapshot).filter(({ tags }) => sets.some((set) => tags.includes(`set=${set}`)));
      return snapshots.sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
    },
  };
}

function readSnapshot(value: unknown): ResticSnapshot {
  const { id, time, tags, paths, hostname, original } = record(value);
  const at = Date.parse(text(time));
  if (!/^[0-9a-f]{64}$/.test(text(id)) || Number.isNaN(at)) throw strange();
  return { id: text(id), time: new Date(at).toISOString(), tags: texts(tags), paths: texts(paths), hostname: text(hostname), ...(/^[0-9a-f]{64}$/.test(text(original)) ? { original: text(original) } : {}) };
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);
