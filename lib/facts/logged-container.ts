import { record, text } from './answer';

/** A container as `docker inspect` tells it. Names and errors are only shown, never part of a command. Times: milliseconds since 1970. */
export interface LoggedContainer {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  /** Such as `running`, `restarting`, `exited`. */
  readonly state: string;
  readonly exitCode: number;
  /** The kernel killed a process of it, since its memory ran out. */
  readonly outOfMemory: boolean;
  /** Why it could not be started; empty: it could. */
  readonly error: string;
  readonly restarts: number;
  /** Null: never. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}

/** What Docker did with a container (Docker Engine API, SystemEvents). */
export interface ContainerEvent {
  readonly at: number;
  /** create, start, die, oom, kill or destroy */
  readonly action: string;
  readonly service: string;
  readonly name: string;
  readonly exitCode: number | null;
}

export function readLoggedContainer(all: Readonly<Record<string, unknown>>): LoggedContainer[] {
  const id = text(all.id);
  if (!/^[0-9a-f]{64}$/.test(id)) return [];
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  return [{
    id, name: short(text(all.name).replace(/^\//, '')), service: short(text(all.service)), state: short(text(all.state)), exitCode: number(all.exitCode), outOfMemory: all.outOfMemory === true,
    error: text(all.error).slice(0, 1000), restarts: number(all.restarts), startedAt: time(all.startedAt), finishedAt: time(all.finishedAt),
  }];
}

export function readContainerEvent(all: Readonly<Record<string, unknown>>): ContainerEvent[] {
  const { time: at, Action: action, Actor: actor } = all;
  const attributes = record(record(actor).Attributes);
  if (typeof at !== 'number' || !['create', 'start', 'die', 'oom', 'kill', 'destroy'].includes(text(action))) return [];
  const exitCode = text(attributes.exitCode);
  return [{ at: at * 1000, action: text(action), service: short(text(attributes['com.docker.compose.service'])), name: short(text(attributes.name)), exitCode: /^\d{1,3}$/.test(exitCode) ? Number(exitCode) : null }];
}

const short = (name: string): string => name.slice(0, 200);

/** Docker's "0001-01-01T00:00:00Z" means never. */
function time(value: unknown): number | null {
  const at = Date.parse(text(value));
  return Number.isNaN(at) || at <= 0 ? null : at;
}
