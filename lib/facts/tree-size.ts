import { seconds } from '@/lib/core/units';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** Seconds that counting may take while somebody waits for the page: of a warm disk they are enough for a million files. */
const mostSeconds = 15;

export interface TreeSize {
  readonly files: number;
  readonly bytes: number;
}

/**
 * How many files lie below `directory`, an absolute path, and how many bytes; what a restore has left there is not counted, as no backup holds it (find(1)).
 * `undefined`: there is no such directory; null: counting took too long.
 * @param leftOut a folder of it whose content is left out; empty: none
 */
export function treeSize(directory: string, leftOut: string): ServerFact<TreeSize | null | undefined> {
  return {
    from: 'server',
    id: `tree-size:${directory}:${leftOut}`,
    command: reading('tree-size', [directory, leftOut, String(mostSeconds)], 'root', 'How many files lie there, and how large they are'),
    timeout: seconds(mostSeconds + 15),
    parse(answer) {
      const told = printed(answer, 'the number of files').trim();
      if (told === 'absent') return undefined;
      if (told === 'cut') return null;
      const [, files, bytes] = /^(\d{1,15}) (\d{1,18})$/.exec(told) ?? [];
      if (files === undefined || bytes === undefined) throw new Unreadable("The server's answer about the number of files is of another kind.");
      return { files: Number(files), bytes: Number(bytes) };
    },
  };
}
