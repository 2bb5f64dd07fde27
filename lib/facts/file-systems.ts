import { firstLine, whole } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface FileSystem {
  /** Where it is mounted: another path than the one asked for, where that is not a disk of its own. As hostile as any name; without control characters. */
  readonly target: string;
  /** The device or whatever else is mounted there: the same for one file system that is mounted at several places. `undefined`: the kernel's table does not tell it. */
  readonly source: string | undefined;
  /** Bytes of the whole, those too that are kept for root. */
  readonly size: number;
  /** Bytes in use, and bytes that others than root may still write. */
  readonly used: number;
  readonly free: number;
  /** `undefined` where the file system has no fixed number of them (btrfs). */
  readonly inodes: { readonly all: number; readonly free: number } | undefined;
  readonly isReadOnly: boolean;
}

export interface FileSystems {
  /** By the path asked for; one that is not there is missing. */
  readonly of: ReadonlyMap<string, FileSystem>;
  /** Why the server could not tell it, by path: an input/output error, say. */
  readonly troubles: ReadonlyMap<string, string>;
}

/** Space and inodes of the file systems that hold `paths`, absolute and without blanks (df(1), proc_pid_mounts(5)). */
export function fileSystems(paths: readonly string[]): ServerFact<FileSystems> {
  return {
    from: 'server',
    id: `file-systems:${paths.join(',')}`,
    command: reading('file-systems', paths, 'root', 'How much is free on each file system'),
    parse(answer) {
      const { stdout, stderr } = whole(answer, 'the space on its file systems');
      const [table = '', mounts = ''] = stdout.split(/^=== mounts\n/m);
      const last = mountTable(mounts);
      const of = new Map<string, FileSystem>();
      for (const line of table.split('\n')) {
        const [, size, used, free, inodes, freeInodes, path = '', target = ''] = /^\s*(\d{1,19})\s+(\d{1,19})\s+(\d{1,19})\s+(\d{1,19}|-)\s+(\d{1,19}|-)\s+\S+\s+(\/\S*)\s+(\/.*)$/.exec(line) ?? [];
        if (used === undefined || !paths.includes(path)) continue;
        of.set(path, { target: firstLine(target), source: last.get(target)?.source, size: Number(size), used: Number(used), free: Number(free), inodes: Number(inodes) > 0 ? { all: Number(inodes), free: Number(freeInodes) } : undefined, isReadOnly: last.get(target)?.isReadOnly ?? false });
      }
      const troubles = new Map(paths.filter((path) => !of.has(path)).flatMap((path) => troubleOf(path, stderr)));
      if (of.size === 0 && troubles.size === 0) throw new Unreadable('The server does not tell the space on its file systems: df is missing or its answer is of another kind.');
      return { of, troubles };
    },
  };
}

/** "df: /opt/allegro/data: Input/output error"; that a path is not there is no trouble, but missing. */
function troubleOf(path: string, stderr: string): [string, string][] {
  const line = stderr.split('\n').find((each) => each.includes(`${path}:`) || each.includes(`${path}'`) || each.includes(`${path}’`));
  if (line === undefined || /No such file or directory/i.test(line)) return [];
  return [[path, firstLine(line.slice(line.lastIndexOf(':') + 1))]];
}

/** The last mount at each target; blanks and backslashes in it are octal (getmntent(3)). */
function mountTable(mounts: string): ReadonlyMap<string, { readonly source: string; readonly isReadOnly: boolean }> {
  const found = new Map<string, { source: string; isReadOnly: boolean }>();
  for (const line of mounts.split('\n')) {
    const [source = '', target = '', , options = ''] = line.split(' ');
    const name = target.replaceAll(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    found.set(name, { source: firstLine(source), isReadOnly: options.split(',').includes('ro') });
  }
  return found;
}
