import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface ServerFile {
  readonly mode: number;
  /** `uid:gid`, and by name. */
  readonly owner: string;
  readonly ownerName: string;
  readonly bytes: number;
  readonly sha256: string;
  /** `null` when larger than 512 KiB: compare by `sha256`. May hold secrets: never shown as it is. */
  readonly content: string | null;
}

/** A regular file's content, mode and owner; `undefined` when there is none. A link or a directory there is unreadable. */
export function file(path: string): ServerFact<ServerFile | undefined> {
  return {
    from: 'server',
    id: `file:${path}`,
    command: reading('file', [path], 'root', `What ${path} holds now`),
    parse(answer) {
      const [stat = '', sha256 = '', base64 = ''] = printed(answer, `the file ${path}`).split('\n');
      if (stat === 'absent') return undefined;
      if (stat === 'other') throw new Unreadable(`${path} on the server is not a regular file.`);
      const match = /^([0-7]{1,4}) (\d+:\d+) (\S+:\S+) (\d{1,15})$/.exec(stat);
      if (!match || !/^[0-9a-f]{64}$/.test(sha256)) throw new Unreadable(`The server's answer about ${path} can't be read.`);
      return {
        mode: Number.parseInt(match[1] ?? '', 8),
        owner: match[2] ?? '',
        ownerName: match[3] ?? '',
        bytes: Number(match[4]),
        sha256,
        content: base64 === '-' ? null : Buffer.from(base64, 'base64').toString('utf8'),
      };
    },
  };
}
