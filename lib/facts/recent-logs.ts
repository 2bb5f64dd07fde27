import type { Script } from '@/lib/shell/command';
import { firstLine, record } from './answer';
import { Unreadable } from './fact';
import { readContainerEvent, readLoggedContainer, type ContainerEvent, type LoggedContainer } from './logged-container';
import { sectionsOf, titleOf, troubleOf, type LogSection } from './recent-log-sections';
import { reading } from './script-fact';

/** The end of one log. Everything in it is as hostile as what a stranger types. */
export interface RecentLog {
  /** container: `name` is Docker's · file: below ClearML's logs · journal: of a unit · kernel · command: what a question of ours was told instead of an answer */
  readonly kind: 'container' | 'file' | 'journal' | 'kernel' | 'command';
  readonly name: string;
  /** Of a container: Compose's. */
  readonly service: string | null;
  readonly lines: readonly string[];
}

/** What everything on a server wrote to its log lately. Times are milliseconds since 1970, by the server's clock. */
export interface RecentLogs {
  readonly now: number;
  readonly bootAt: number;
  /** Of the project, one-off ones left out; `undefined`: Docker did not tell. */
  readonly containers: readonly LoggedContainer[] | undefined;
  readonly events: readonly ContainerEvent[];
  readonly logs: readonly RecentLog[];
  /** What could not be read, or not to its end, each in a sentence. */
  readonly unread: readonly string[];
}

/** Of what is read. `bytes` and `lines`: of each log; `all`: bytes of all together; `back`, `longest`: seconds, how far back and for how long at most. */
export const bounds = { lines: 2000, bytes: 1_000_000, all: 10_000_000, back: 3600, longest: 90 } as const;

/** Reads the logs of the Compose project in `directory`, of ClearML's files below `files`, of Docker, SSH and the kernel: to be read as a stream (`Host.read`). */
export function recentLogs(directory: string, files: string): Script {
  const { lines, bytes, all, back, longest } = bounds;
  return reading('recent-logs', [directory, files, ...[back, lines, bytes, all, longest].map(String)], 'root', "Reads the last hour of all logs; of each at most 2000 lines and 1 MB");
}

/** What the command above printed, cut or not. Throws `Unreadable` where it is of another kind. Pure. */
export function readRecentLogs(printed: string): RecentLogs {
  const lines = printed.split('\n');
  const [, now, boot] = /^=now (\d{1,12}) (\d{1,12})$/.exec(lines[0] ?? '') ?? [];
  if (now === undefined || boot === undefined) throw new Unreadable(`The server did not tell its logs: ${firstLine(lines[0] ?? '') || 'it said nothing'}.`);
  const sections = sectionsOf(lines);
  const isWhole = lines.includes('=whole');
  const bootAt = Number(boot) * 1000;
  const told = sections.find(({ kind }) => kind === 'containers');
  const containers = told?.end === '0' ? told.lines.flatMap((line) => readLoggedContainer(parsed(line))) : undefined;
  const events = sections.filter(({ kind }) => kind === 'events').flatMap((section) => (section.end === '0' ? section.lines.flatMap((line) => readContainerEvent(parsed(line))) : []));
  const logs = sections.flatMap((section): RecentLog[] => {
    const { kind, name, lines: own } = section;
    if (kind === 'containers' || kind === 'events') return section.end === '0' ? [] : [{ kind: 'command', name: 'docker', service: null, lines: own }];
    if (kind === 'kernel') return [{ kind, name: 'kernel', service: null, lines: name === 'dmesg' ? own.map((line) => withTime(line, bootAt)) : own }];
    if (kind === 'file' || kind === 'journal') return [{ kind, name, service: null, lines: own }];
    const container = containers?.find(({ id }) => id === name);
    return kind === 'container' ? [{ kind, name: container?.name ?? name.slice(0, 12), service: container?.service ?? null, lines: own }] : [];
  });
  const titled = (section: LogSection) => titleOf(section, containers);
  const isFull = ({ kind, lines: own, bytes }: LogSection) => kind !== 'containers' && kind !== 'events' && (own.length >= bounds.lines || bytes >= bounds.bytes - 20_000);
  const full = sections.filter(isFull).map(titled);
  return {
    now: Number(now) * 1000, bootAt, containers, events, logs,
    unread: [
      ...sections.flatMap((section) => troubleOf(section, titled(section), isWhole)),
      ...(full.length > 0 ? [`Only the newest lines (at most ${bounds.lines}, and 1 MB) were read of ${full.join(', ')}.`] : []),
      ...(isWhole ? [] : ['What came after the first 10 MB, or after the connection ended, was not read.']),
    ],
  };
}

/** "[  123.456789] text" of dmesg(1), in seconds since the start, with the time that it means. */
function withTime(line: string, bootAt: number): string {
  const [, since, said] = /^\[ {0,8}(\d{1,9}\.\d{6})\] (.*)$/s.exec(line) ?? [];
  return since === undefined || said === undefined ? line : `${new Date(bootAt + Number(since) * 1000).toISOString()} ${said}`;
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(line));
  } catch {
    return {}; // cut off: as if it was not there
  }
}
