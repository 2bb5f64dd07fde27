import { bounds, type RecentLog, type RecentLogs } from '@/lib/facts/recent-logs';
import type { LoggedContainer } from '@/lib/facts/logged-container';
import type { JudgedLine } from './diagnosis';
import { sourceOfName, SourceFollower, type LogSource } from './log-source';
import { timeOf } from './log-time';

/** A container that has run so long is not about to end again by what it said before its start. */
const steadyAfter = 180_000;

/**
 * The lines of a server's logs that speak of now: those of the last hour, and of a container that runs steadily those since its start only; then,
 * as Docker would say it, how each container stands that does not run. Pure.
 */
export function* recentLines(recent: RecentLogs): Generator<JudgedLine> {
  for (const { lines } of recentLogLines(recent)) yield* lines;
  const standing = (recent.containers ?? []).filter(({ state }) => state !== 'running');
  let number = 0;
  for (const container of standing) for (const text of saidOf(container)) yield { text, source: 'docker', file: 'docker inspect', number: ++number };
}

/** The same, log by log. `title`: what is shown as the place of a line. */
export const recentLogLines = (recent: RecentLogs): readonly { readonly log: RecentLog; readonly title: string; readonly lines: Iterable<JudgedLine> }[] =>
  recent.logs.map((log) => ({ log, title: nameOf(log), lines: linesOf(log, recent) }));

function* linesOf(log: RecentLog, { now, containers = [] }: RecentLogs): Generator<JudgedLine> {
  const source = sourceOf(log);
  const follower = new SourceFollower(source);
  const own = containers.filter(({ name, service }) => (log.kind === 'container' ? name === log.name : log.kind === 'file' && source !== null && sourceOfName(service) === source));
  const begun = log.kind === 'journal' && log.name === 'docker' ? dockerWorkedAt(containers, now) : own.length === 1 && own[0] !== undefined ? steadySince(own[0], now) : null;
  const since = Math.max(now - bounds.back * 1000, begun ?? 0);
  // A line of a trace tells no time: it was written when the line before it was.
  let isOld = false;
  for (const [index, text] of log.lines.entries()) {
    const at = timeOf(text);
    if (at !== null) isOld = at < since;
    if (!isOld) yield { text, source: source ?? follower.next(text), file: nameOf(log), number: index + 1 };
  }
}

function sourceOf({ kind, name, service }: RecentLog): LogSource | null {
  if (kind === 'kernel') return 'kernel';
  if (kind === 'journal') return name === 'docker' ? 'docker' : null;
  return (service === null ? null : sourceOfName(service)) ?? sourceOfName(name);
}

const nameOf = ({ kind, name }: RecentLog): string => ({ container: name, file: `logs/${name}`, journal: `journal of ${name}`, kernel: 'kernel log', command: name })[kind];

const steadySince = ({ state, startedAt, outOfMemory }: LoggedContainer, now: number): number | null => (state === 'running' && !outOfMemory && startedAt !== null && now - startedAt >= steadyAfter ? startedAt : null);

/** So long do containers take that are started together: what Docker said of one of them may stand before the start of the last. */
const startsWithin = 120_000;

/** When Docker is known to have started something that runs since: what it, or a registry, refused before is over. Null: nothing runs steadily. */
function dockerWorkedAt(containers: readonly LoggedContainer[], now: number): number | null {
  const last = Math.max(0, ...containers.map((each) => steadySince(each, now) ?? 0));
  return last === 0 ? null : last - startsWithin;
}

function saidOf({ name, state, exitCode, outOfMemory, error, finishedAt }: LoggedContainer): string[] {
  const at = finishedAt === null ? '' : `${new Date(finishedAt).toISOString()} `;
  return [
    // Who stops a container by hand often leaves 137, too: by itself it would be taken for want of memory, of which Docker and the kernel tell.
    `${at}${name}: ${state}${exitCode === 137 && !outOfMemory ? ', killed' : ` (${exitCode})`}${outOfMemory ? ', OOMKilled: true' : ''}`,
    ...(error === '' ? [] : [`${at}${name}: ${error}`]),
  ];
}
