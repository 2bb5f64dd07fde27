import { seconds } from '@/lib/core/units';
import { firstLine, printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface LogFile {
  /** Below the directory of its kind. As hostile as any name: only shown. */
  readonly name: string;
  readonly bytes: number;
  /** When it was last written, in seconds since 1970. */
  readonly writtenAt: number;
}

export interface Logs {
  /** The largest first, at most 40. */
  readonly files: readonly LogFile[];
  /** Of all files, those too that are not among the largest. */
  readonly count: number;
  readonly bytes: number;
  /** The time was over before all were counted. */
  readonly isCut: boolean;
}

/** `undefined`: there is no such directory. */
export interface LogSpace {
  readonly clearml: Logs | undefined;
  /** Names begin with the id of the container. */
  readonly docker: Logs | undefined;
}

/** What ClearML's logs in `directory` take, and what Docker writes down for containers below `dockerDirectory` (find(1); sizes as they lie on the disk). */
export function logSpace(directory: string, dockerDirectory: string): ServerFact<LogSpace> {
  return {
    from: 'server',
    id: `log-space:${directory},${dockerDirectory}`,
    command: reading('log-space', [directory, dockerDirectory], 'root', 'Which log files are the largest'),
    timeout: seconds(60),
    parse(answer) {
      const output = printed(answer, 'the sizes of its logs');
      if (!output.trimEnd().endsWith('=== end')) throw new Unreadable('The server does not tell the sizes of its logs: find, timeout or ionice is missing, or its answer is of another kind.');
      return { clearml: readLogs(output, 'clearml'), docker: readLogs(output, 'docker') };
    },
  };
}

/** A section ends with "=== COUNT BYTES" and "=== KIND EXIT-CODE". */
function readLogs(output: string, kind: string): Logs | undefined {
  let files: LogFile[] = [];
  let all: { count: number; bytes: number } | null = null;
  for (const line of output.split('\n')) {
    const file = /^(\d{1,18}) (\d{1,12})(?:\.\d+)? (.+)$/.exec(line);
    const sum = /^=== (\d{1,12}) (\d{1,18})$/.exec(line);
    const end = /^=== ([a-z]+) (\d{1,3})$/.exec(line);
    if (file) files.push({ name: firstLine(file[3] ?? ''), bytes: Number(file[1]), writtenAt: Number(file[2]) });
    else if (sum) all = { count: Number(sum[1]), bytes: Number(sum[2]) };
    else if (end && all) {
      // 124 and 137 are what timeout(1) leaves.
      if (end[1] === kind) return { files, ...all, isCut: end[2] === '124' || end[2] === '137' };
      [files, all] = [[], null];
    }
  }
  return undefined;
}
