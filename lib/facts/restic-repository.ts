import type { Secret } from '@/lib/core/secret';
import { firstLine, json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** Who uses a repository. Names are as hostile as what a stranger types. */
export interface ResticLock {
  /** 64 hexadecimal digits; the name of its file below `locks`. */
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601, by the clock of that host. */
  readonly since: string;
  /** It lets nobody else in; others keep out those only that delete or change tags. */
  readonly isExclusive: boolean;
  /** It was made on this server, by a process that is no more. */
  readonly isGone: boolean;
}

/**
 * `absent`: no such directory · `unfinished`: restic was killed while it made one, and nothing is in it · `other`: it holds something else,
 * such as `found` (empty: it is no directory) · `untold`: it looks like one, and there is no restic to ask with.
 */
export type ResticRepository =
  | { readonly state: 'absent' | 'empty' | 'unfinished' | 'untold' | 'wrong-passphrase' }
  | { readonly state: 'other'; readonly found: string }
  | { readonly state: 'there'; readonly id: string; readonly format: number; readonly locks: readonly ResticLock[] };

const what = 'its restic repository';

/** What lies in `directory`, where a restic repository is wanted (restic cat config, restic cat lock). */
export function resticRepository(directory: string, passphrase: Secret): ServerFact<ResticRepository> {
  return {
    from: 'server',
    id: `restic-repository:${directory}`,
    command: reading('restic-repository', [directory], 'root', 'Whether the restic repository is there and opens', passphrase),
    // Half a second for each lock, and more on a slow disk.
    timeout: 60_000,
    parse(answer) {
      const [first = '', ...lines] = printed(answer, what).split('\n');
      const [word = ''] = first.split(' ', 1);
      const rest = first.slice(word.length + 1);
      switch (word) {
        case 'absent': case 'empty': case 'unfinished': case 'untold': return { state: word };
        case 'wrong': return { state: 'wrong-passphrase' };
        case 'other': return { state: 'other', found: firstLine(rest) };
        case 'there': return { state: 'there', ...readConfig(rest), locks: readLocks(lines) };
        default: throw strange();
      }
    },
  };
}

const strange = () => new Unreadable(`The server's answer about ${what} is of another kind.`);

function readConfig(line: string): { id: string; format: number } {
  const { id, version } = record(json(line, what));
  if (!/^[0-9a-f]{64}$/.test(text(id)) || typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > 99) throw strange();
  return { id: text(id), format: version };
}

function readLocks(lines: readonly string[]): ResticLock[] {
  const here = lines.find((line) => line.startsWith('host '))?.slice('host '.length) ?? '';
  return lines.filter((line) => line.startsWith('lock ')).map((line) => {
    const [, how, id = '', told = ''] = /^lock (running|gone|unreadable) ([0-9a-f]{64}) (\{.*\})$/.exec(line) ?? [];
    if (how === undefined) throw strange();
    const { hostname, pid, time, exclusive } = record(json(told, what));
    const host = firstLine(text(hostname));
    const since = Date.parse(text(time));
    return {
      id,
      host,
      pid: typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 ? pid : 0,
      since: Number.isNaN(since) ? '' : new Date(since).toISOString(),
      // What can't be read is not taken for harmless.
      isExclusive: exclusive !== false,
      isGone: how === 'gone' && here !== '' && text(hostname) === here && typeof pid === 'number',
    };
  });
}
