import * as z from 'zod';
import { id, time } from './fields';
import { commandView } from './plan';

export const runState = z.enum(['queued', 'running', 'waiting', 'cancelling', 'cancelled', 'failed', 'interrupted', 'unknown', 'done']);
export type RunState = z.infer<typeof runState>;
/** States from which a run can still move by itself or by a person. `failed`, `interrupted` and `cancelled` can be retried. */
export const openRunStates: readonly RunState[] = ['queued', 'running', 'waiting', 'cancelling', 'interrupted', 'unknown', 'failed'];

export const stepState = z.enum(['pending', 'running', 'in-place', 'done', 'waiting', 'failed', 'skipped', 'cancelled', 'interrupted', 'unknown']);
export type StepState = z.infer<typeof stepState>;

export const failure = z.object({
  /** What happened. */
  sentence: z.string(),
  /** The probable cause, where one is known. */
  cause: z.string().nullable(),
  /** In what state the server is. */
  serverState: z.string(),
  /** What to do now. */
  remedy: z.string(),
  /** The last lines of output, redacted. */
  lines: z.array(z.string()),
});
export type Failure = z.infer<typeof failure>;

/** What a step waits for, and the commands that need a nod. */
const wait = z.object({ kind: z.enum(['nod', 'reboot', 'lock', 'connection']), sentence: z.string(), commands: z.array(commandView) });
export type Wait = z.infer<typeof wait>;

/** Of what was shown: an act on it names it, and is refused when something else stands there by then. */
const shownAs = { id: z.string() };

/** A bar with a true figure, such as a layer of a pull. `total` null: unknown yet. */
export const bar = z.object({ id: z.string(), label: z.string(), current: z.number(), total: z.number().nullable(), unit: z.enum(['bytes', 'count']) });

export const runStep = z.object({
  id: z.string(),
  title: z.string(),
  chapter: z.string(),
  guide: z.string().nullable(),
  state: stepState,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** Usual duration in milliseconds; past it the step is `slow`. */
  usually: z.number(),
  slow: z.boolean(),
  interruptible: z.boolean(),
  attempts: z.number(),
  exitCode: z.number().nullable(),
  failure: failure.extend(shownAs).nullable(),
  waitsFor: wait.extend(shownAs).nullable(),
  skipReason: z.string().nullable(),
  bars: z.array(bar),
});
export type RunStep = z.infer<typeof runStep>;

const runKind = z.enum(['install', 'repair', 'acceptance', 'backup', 'restore', 'file', 'drill', 'adopted']);
/** Kinds that stand aside: they change nothing of ClearML, and one that failed is over, so that it blocks no other run. A person may have it run again. */
export const asideKinds = ['acceptance', 'backup', 'file', 'drill'] as const satisfies readonly z.infer<typeof runKind>[];
export const isAside = (kind: z.infer<typeof runKind>): boolean => asideKinds.some((each) => each === kind);

export const run = z.object({
  id,
  serverId: id,
  serverName: z.string(),
  /**
   * acceptance: a test of ClearML, which leaves the server as it was.
   * backup: what ClearML keeps is stored elsewhere; the set has the run's id.
   * restore: what ClearML keeps is replaced by a backup; one of what is there may be made first, and has the run's id.
   * file: one file of a backup is put beside the living one.
   * drill: a backup is restored beside everything else, compared, and removed, which proves it.
   * adopted: an attempt that was found on the server and that this console did not start; it is only followed.
   */
  kind: runKind,
  title: z.string(),
  state: runState,
  sentence: z.string(),
  actor: z.string(),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  steps: z.array(runStep),
  /** The last seq in the journal; 0 when it is empty. */
  lastSeq: z.number(),
  /** Steps ended of all, and milliseconds left by the steps' usual times; null when unknown. */
  progress: z.object({ done: z.number(), total: z.number(), left: z.number().nullable() }),
});
export type Run = z.infer<typeof run>;

export const runSummary = run.omit({ steps: true });
export type RunSummary = z.infer<typeof runSummary>;

/** One line of the journal: the same shape for history and for live (design.md §4.4). Longer ones than 16 KiB come split. */
export const line = z.object({ run: id, seq: z.number().int().positive(), time, stream: z.enum(['output', 'console']), step: z.string().nullable(), text: z.string() });
export type Line = z.infer<typeof line>;

export const linePage = z.object({ lines: z.array(line), lastSeq: z.number() });

/** Attempts found on a server of which this console has no record, newest first. Times by the server's clock. */
export const foundAttempts = z.object({
  /** `attempts` lists the newest of them. */
  total: z.number(),
  attempts: z.array(z.object({ id, active: z.boolean(), startedAt: time.nullable(), endedAt: time.nullable(), exitCode: z.number().nullable(), logBytes: z.number() })),
});
