import { seconds } from '@/lib/core/units';
import { firstLine, printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** What du may take, in seconds: a million files take longer, and then the answer says so. */
const mostSeconds = 90;

export interface TopFolders {
  /** One and two levels below the directory, the largest first, at most 59. Names are as hostile as any: only shown. */
  readonly folders: readonly { readonly name: string; readonly bytes: number }[];
  /** Of the whole directory; null when the time was over before that was known. */
  readonly bytes: number | null;
  /** The time was over: folders may be missing, and those that are told are whole. */
  readonly isCut: boolean;
}

/** What the folders below `directory`, an absolute path, take on its own file system; `undefined` when there is none (du(1)). */
export function topFolders(directory: string): ServerFact<TopFolders | undefined> {
  return {
    from: 'server',
    id: `top-folders:${directory}`,
    command: reading('top-folders', [directory, String(mostSeconds)], 'root', 'Which folders are the largest'),
    timeout: seconds(mostSeconds + 15),
    parse(answer) {
      const output = printed(answer, 'the sizes of its folders').trimEnd();
      if (output === 'absent') return undefined;
      const code = /(?:^|\n)=== (\d{1,3})$/.exec(output)?.[1];
      // du ends with 1 when a folder vanished meanwhile: the others are told all the same.
      if (code === undefined || !['0', '1', '124', '137'].includes(code)) throw new Unreadable('The server does not tell the sizes of its folders: du, timeout or ionice is missing, or its answer is of another kind.');
      const lines = output.split('\n').flatMap((line) => {
        const [, bytes, path] = /^(\d{1,18})\t(\/.*)$/.exec(line) ?? [];
        return bytes === undefined || path === undefined ? [] : [{ path, bytes: Number(bytes) }];
      });
      const folders = lines.filter(({ path }) => path.startsWith(`${directory}/`)).map(({ path, bytes }) => ({ name: firstLine(path.slice(directory.length + 1)), bytes }));
      return { folders, bytes: lines.find(({ path }) => path === directory)?.bytes ?? null, isCut: code === '124' || code === '137' };
    },
  };
}
