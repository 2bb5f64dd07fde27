import { json, printed, record, text, wholeNumber } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** One end of a container that nobody asked for. */
export interface Death {
  /** As hostile as what a stranger types: only shown, never part of a command. */
  readonly service: string;
  /** Seconds before the question. */
  readonly ago: number;
  /** Seconds since 1970, by the server's clock. */
  readonly at: number;
  readonly exitCode: number | null;
  /** The kernel killed a process of it, since its memory ran out. */
  readonly outOfMemory: boolean;
}

interface Event { readonly at: number; readonly action: string; readonly id: string; readonly exitCode: string; readonly service: string }

/** `docker stop` sends its signal, waits, and kills: 10 s unless told otherwise, and ClearML's files allow up to a minute. */
const stopSeconds = 90;
const memorySeconds = 10;

/**
 * Ends of the containers of the Compose project in `directory` within the last hour that no `docker stop` or `kill` came
 * before, newest last; at least those: Docker forgets older events. `undefined` without Docker (Docker Engine API, SystemEvents).
 */
export function projectDeaths(directory: string): ServerFact<readonly Death[] | undefined> {
  return {
    from: 'server',
    id: `project-deaths:${directory}`,
    command: reading('project-deaths.pl', [directory], 'root', 'Which containers ended within the last hour'),
    parse(answer) {
      const lines = printed(answer, 'what happened to its containers').trim().split('\n');
      if (lines[0] === 'absent') return undefined;
      const now = wholeNumber(/^now (\d+)$/.exec(lines[0] ?? '')?.[1], 'what happened to its containers');
      const events = lines.slice(1).map((line) => readEvent(json(line, 'what happened to its containers')));
      const near = (death: Event, action: string, seconds: number) => events.some((each) => each.action === action && each.id === death.id && each.at <= death.at && death.at - each.at <= seconds);
      return events
        .filter((event) => event.action === 'die' && !near(event, 'kill', stopSeconds))
        .map((event) => ({ service: event.service, ago: Math.max(0, now - event.at), at: event.at, exitCode: /^\d{1,3}$/.test(event.exitCode) ? Number(event.exitCode) : null, outOfMemory: near(event, 'oom', memorySeconds) }));
    },
  };
}

function readEvent(document: unknown): Event {
  const { time, Action: action, Actor: actor } = record(document);
  const { ID: id, Attributes: attributes } = record(actor);
  const { exitCode, 'com.docker.compose.service': service } = record(attributes);
  return { at: typeof time === 'number' ? time : 0, action: text(action), id: text(id), exitCode: text(exitCode), service: text(service) };
}
