import { mostRestorable } from '@/lib/contract/restore';
import { idPattern } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import { firstLine, json, printed, record, text } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** A backup that has a manifest. Names are as hostile as what a stranger types. */
export interface ResticSet {
  readonly set: string;
  /** When the manifest was written: ISO 8601, by the clock of the server that was backed up. */
  readonly at: string;
  /** When its first part was begun, likewise; null: that part is not there. */
  readonly startedAt: string | null;
  /** The name of that server in its console. */
  readonly server: string;
}

const what = 'the backups in its restic repository';

/**
 * Which backups lie in the repository, the newest first, whoever made them: `mostRestorable` at most, without so many of the newest as `skip` says.
 * `undefined` without a repository or a restic (restic snapshots).
 */
export function resticSets(directory: string, passphrase: Secret, skip = 0): ServerFact<readonly ResticSet[] | undefined> {
  return {
    from: 'server',
    id: `restic-sets:${directory}:${skip}`,
    command: reading('restic-sets', [directory, String(skip), String(mostRestorable)], 'root', 'Which backups lie in the repository', passphrase),
    timeout: 60_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'absent') return undefined;
      const found = told.split('\n').filter((line) => line !== '').flatMap((line) => readSet(line));
      // Where a manifest was written twice, the later one counts.
      return found.filter(({ set }, index) => found.findIndex((each) => each.set === set) === index);
    },
  };
}

function readSet(line: string): ResticSet[] {
  const [begun = '', told] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
  const { time, tags, hostname } = record(json(told, what));
  const set = (Array.isArray(tags) ? tags : []).map(text).find((tag) => tag.startsWith('set='))?.slice('set='.length) ?? '';
  const at = Date.parse(text(time));
  const startedAt = Date.parse(begun);
  return idPattern.test(set) && !Number.isNaN(at) ? [{ set, at: new Date(at).toISOString(), startedAt: Number.isNaN(startedAt) ? null : new Date(startedAt).toISOString(), server: firstLine(text(hostname)) }] : [];
}
