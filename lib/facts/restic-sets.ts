import { idPattern } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import { firstLine, json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** A backup that has a manifest. Names are as hostile as what a stranger types. */
export interface ResticSet {
  readonly set: string;
  /** When the manifest was written: ISO 8601, by the clock of the server that was backed up. */
  readonly at: string;
  /** The name of that server in its console. */
  readonly server: string;
}

const what = 'the backups in its restic repository';

/** Which backups lie in the repository, the newest first, whoever made them; `undefined` without a repository or a restic (restic snapshots). */
export function resticSets(directory: string, passphrase: Secret): ServerFact<readonly ResticSet[] | undefined> {
  return {
    from: 'server',
    id: `restic-sets:${directory}`,
    command: reading('restic-sets', [directory], 'root', 'Which backups lie in the repository', passphrase),
    timeout: 60_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'absent') return undefined;
      const list = json(told, what) ?? [];
      if (!Array.isArray(list)) throw new Unreadable(`The server's answer about ${what} is of another kind.`);
      const found = new Map(list.flatMap(readSet).sort((one, other) => one.at.localeCompare(other.at)).map((each) => [each.set, each]));
      return [...found.values()].reverse();
    },
  };
}

function readSet(value: unknown): ResticSet[] {
  const { time, tags, hostname } = record(value);
  const set = (Array.isArray(tags) ? tags : []).map(text).find((tag) => tag.startsWith('set='))?.slice('set='.length) ?? '';
  const at = Date.parse(text(time));
  return idPattern.test(set) && !Number.isNaN(at) ? [{ set, at: new Date(at).toISOString(), server: firstLine(text(hostname)) }] : [];
}
