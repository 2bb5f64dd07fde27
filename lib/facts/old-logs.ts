import { seconds } from '@/lib/core/units';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface OldLog {
  /** Below the directory. As hostile as any name. */
  readonly name: string;
  /** "DEVICE INODE BYTES SECONDS" as find(1) prints them: by these it is known again. */
  readonly identity: string;
  readonly bytes: number;
  /** When it was last written, in seconds since 1970. */
  readonly writtenAt: number;
}

export interface OldLogs {
  /** The largest first. */
  readonly files: readonly OldLog[];
  /** There are more than were told. */
  readonly isCut: boolean;
  /** The server's clock, in seconds since 1970. */
  readonly now: number;
}

const most = 2000;
/** Of all names and identities together. The answer may have 1 MB, in base64; and each is shown in the plan. */
const mostBytes = 400_000;

/** Files below `directory` that are named as rotated logs and were not written for `days`; `undefined`: there is no such directory, or it is a link. */
export function oldLogs(directory: string, days: number): ServerFact<OldLogs | undefined> {
  return {
    from: 'server',
    id: `old-logs:${directory},${days}`,
    command: reading('old-logs', [directory, String(days * 1440), String(most + 1), String(mostBytes)], 'root', 'Which rotated logs were not written for long'),
    timeout: seconds(30),
    parse(answer) {
      const text = printed(answer, 'its old logs').trim();
      if (text === 'absent') return undefined;
      if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new Unreadable("The server's answer about its old logs is of another kind.");
      const bytes = Buffer.from(text, 'base64');
      // What stands behind the last NUL was cut off.
      const [now = '', ...lines] = bytes.toString('utf8').split('\0').slice(0, -1);
      if (!/^\d{1,12}$/.test(now)) throw new Unreadable("The server's answer about its old logs is of another kind.");
      return { files: lines.slice(0, most).flatMap(readFile).sort((one, other) => other.bytes - one.bytes), isCut: lines.length > most || bytes.length >= mostBytes, now: Number(now) };
    },
  };
}

/** A name that is no UTF-8 would come back as another one: it is left out. */
function readFile(line: string): OldLog[] {
  const [, identity, bytes, writtenAt, name] = /^(\d{1,20} \d{1,20} (\d{1,15}) (\d{1,12})(?:\.\d{1,12})?) (.+)$/s.exec(line) ?? [];
  if (identity === undefined || name === undefined || name.includes('\ufffd') || name.split('/').some((part) => part === '' || part === '.' || part === '..')) return [];
  return [{ name, identity, bytes: Number(bytes), writtenAt: Number(writtenAt) }];
}
