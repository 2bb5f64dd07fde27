import type { TimelineEntry } from '@/lib/contract/diagnosis';
import type { Series } from '@/lib/contract/health';
import type { ContainerEvent } from '@/lib/facts/logged-container';
import { bounds, type RecentLogs } from '@/lib/facts/recent-logs';
import { recentLogLines } from './recent-lines';
import { excerpt } from './diagnosis-text';
import { isoTime } from './iso-time';
import { timeOf } from './log-time';

const most = 120;

interface Known {
  /** Null: they could not be read. */
  readonly recent: RecentLogs | null;
  /** What the console knows, by its own clock. */
  readonly marks: Series['marks'];
  /** Milliseconds by which the server's clock is ahead. */
  readonly clockAhead: number;
  readonly redact: (text: string) => string;
}

/** What happened to a server lately, oldest first, all by the console's clock; of too much, what is left out is of the kind that there is most of. Pure. */
export function timeline({ recent, marks, clockAhead, redact }: Known): TimelineEntry[] {
  const there: Make = (at, kind, text) => {
    const time = isoTime(at - clockAhead);
    return time === null ? [] : [{ at: time, kind, text: excerpt(redact(text), ''), run: null }];
  };
  const told = recent === null ? [] : [...rebootOf(recent, there, marks), ...recent.events.flatMap((event) => eventOf(event, recent.events, there)), ...killed(recent, there), ...firstErrors(recent, there)];
  return few([...marks.map(({ at, kind, text, run }): TimelineEntry => ({ at, kind: kind === 'restart' ? 'start' : kind, text, run })), ...told]).sort((one, other) => one.at.localeCompare(other.at));
}

/** Nothing where the time can't be. */
type Make = (at: number, kind: TimelineEntry['kind'], text: string) => TimelineEntry[];

/** A reboot of the last hour, unless the console has noted it. */
function rebootOf({ bootAt, now }: RecentLogs, make: Make, marks: Known['marks']): TimelineEntry[] {
  if (now - bootAt > bounds.back * 1000) return [];
  const isKnown = (entry: TimelineEntry) => marks.some(({ kind, at }) => kind === 'reboot' && Math.abs(Date.parse(at) - Date.parse(entry.at)) < 600_000);
  return make(bootAt, 'reboot', 'The server started.').filter((entry) => !isKnown(entry));
}

const stopTakes = 90_000;

function eventOf({ action, at, service, name, exitCode }: ContainerEvent, all: readonly ContainerEvent[], make: Make): TimelineEntry[] {
  const who = service || name;
  if (action === 'start') return make(at, 'start', `${who} started.`);
  if (action === 'create') return make(at, 'start', `The container of ${who} was made.`);
  if (action === 'destroy') return make(at, 'stop', `The container of ${who} was removed.`);
  if (action === 'oom') return make(at, 'memory', `A process of ${who} was killed: its memory ran out.`);
  if (action !== 'die') return [];
  const isAsked = all.some((other) => other.action === 'kill' && other.name === name && at >= other.at && at - other.at <= stopTakes);
  return make(at, 'stop', `${who} ${isAsked ? 'was stopped' : 'ended by itself'}${exitCode === null ? '' : ` (exit code ${exitCode})`}.`);
}

function killed({ logs, now }: RecentLogs, make: Make): TimelineEntry[] {
  return logs.filter(({ kind }) => kind === 'kernel').flatMap(({ lines }) => lines).flatMap((line) => {
    const who = /Kill(?:ed)? process \d{1,10},? \((.{1,64}?)\)/.exec(line.slice(0, 2000))?.[1];
    const at = timeOf(line);
    return who === undefined || at === null || now - at > bounds.back * 1000 ? [] : make(at, 'memory', `The kernel killed ${who}: memory ran out.`);
  });
}

const error = /\b(?:error|critical|fatal|panic|emerg|traceback|exception in thread)\b|"s":"[ef]"/;
/** Levels below, that name the word all the same: "info … last error: none". */
const harmless = /^.{0,100}[[ (<](?:info|debug|notice|warn|warning)[\]) >:]|"s":"[diw]|"(?:log\.)?level": ?"(?:info|warn|debug)"|\b(?:0|no|without) errors?\b|\berrors?[=:] ?(?:0|none|null|false)\b/;

/** The first line of each log that speaks of an error. */
function firstErrors(recent: RecentLogs, make: Make): TimelineEntry[] {
  return recentLogLines(recent).filter(({ log }) => log.kind !== 'command' && log.name !== 'ssh').flatMap(({ title, lines }) => {
    for (const { text } of lines) {
      const at = timeOf(text);
      if (at === null || !isError(text)) continue;
      return make(at, 'error', `First error in ${title}: ${text.slice(0, 1000)}`);
    }
    return [];
  });
}

function isError(line: string): boolean {
  const raw = line.slice(0, 2000).toLowerCase();
  return error.test(raw) && !harmless.test(raw);
}

/** Of each kind the newest, and the first too: with those one begins to look. */
function few(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  const each = Math.floor(most / Math.max(1, kinds.length));
  return kinds.flatMap((kind) => {
    const own = entries.filter((entry) => entry.kind === kind).sort((one, other) => one.at.localeCompare(other.at));
    return own.length <= each ? own : [...own.slice(0, 2), ...own.slice(2 - each)];
  });
}
