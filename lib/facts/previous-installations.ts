import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface PreviousInstallation {
  readonly base: string;
  /** Files below it, of all its file systems; `null` when they could not be counted in time: then `bytes` is what its file systems hold at most. 0: only empty directories. */
  readonly files: number | null;
  readonly bytes: number | null;
  /** Milliseconds since 1970 of the newest change. */
  readonly newest: number | null;
  /** Mount points at or below the base. */
  readonly mounts: readonly string[];
  /** Where it really lies, when the path leads through a symbolic link; then nothing else is told of it. */
  readonly link?: string;
}

/** What lies in the base directories of this and earlier generations of ClearML. A base that is not there is missing. */
export function previousInstallations(bases: readonly string[]): ServerFact<readonly PreviousInstallation[]> {
  return {
    from: 'server',
    id: `previous-installations:${bases.join(',')}`,
    command: reading('previous-installations', bases, 'root', 'Whether an earlier installation lies there, and how large it is'),
    timeout: 60_000,
    parse(answer) {
      const lines = printed(answer, 'earlier installations').split('\n');
      const mounts = lines.filter((line) => line.startsWith('mount /')).map((line) => line.slice(6));
      const number = (text: string | undefined) => (text !== undefined && /^\d{1,18}$/.test(text) ? Number(text) : null);
      return lines.flatMap((line): PreviousInstallation[] => {
        const link = /^link (\/\S*) (\/.*)$/.exec(line);
        if (link?.[1] !== undefined && link[2] !== undefined) return [{ base: link[1], files: null, bytes: null, newest: null, mounts: [], link: link[2] }];
        const match = /^base (\/\S*) (\S+) (\S+) (\S+)$/.exec(line);
        const base = match?.[1];
        if (base === undefined) return [];
        const newest = number(match?.[4]);
        return [{ base, files: number(match?.[2]), bytes: number(match?.[3]), newest: newest === null ? null : newest * 1000, mounts: [...new Set(mounts.filter((mount) => mount === base || mount.startsWith(`${base}/`)))] }];
      });
    },
  };
}
