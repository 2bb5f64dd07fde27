import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface ServerDirectory {
  readonly kind: 'directory' | 'other';
  readonly mode: number;
  /** `uid:gid`. */
  readonly owner: string;
}

/** Owner and mode of each path; one that is not there is missing from the answer. */
export function directories(paths: readonly string[]): ServerFact<ReadonlyMap<string, ServerDirectory>> {
  return {
    from: 'server',
    id: `directories:${paths.join(',')}`,
    command: reading('directories', paths, 'root', 'Which directories are there, and whose they are'),
    parse(answer) {
      const found = new Map<string, ServerDirectory>();
      for (const line of printed(answer, 'its directories').split('\n')) {
        const match = /^(directory|other) ([0-7]{1,4}) (\d+:\d+) (\/.*)$/.exec(line);
        if (match?.[4] !== undefined) found.set(match[4], { kind: match[1] === 'directory' ? 'directory' : 'other', mode: Number.parseInt(match[2] ?? '', 8), owner: match[3] ?? '' });
      }
      return found;
    },
  };
}
