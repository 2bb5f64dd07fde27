import type { CommandView } from '@/lib/contract/plan';
import type { ExecutedCommand } from '@/lib/contract/record';
import type { Secret } from '@/lib/core/secret';
import type { Failure, Line, Run, RunState, StepState, Wait } from '@/lib/contract/run';

/**
 * open: recorded before it was started, and not known to have ended · finished: its exit file was read ·
 * interrupted: it was claimed and ended without an exit file · cancelled: stopped and verified dead ·
 * unneeded: never claimed, and by then there was nothing to do
 */
export type AttemptState = 'open' | 'finished' | 'interrupted' | 'cancelled' | 'unneeded';

export interface AttemptRecord {
  readonly id: string;
  readonly stepId: string;
  readonly state: AttemptState;
  /** Boot id at which it was claimed; null until that was seen. */
  readonly bootId: string | null;
  /** Bytes of the raw log that are in the journal. */
  readonly logOffset: number;
  readonly exitCode: number | null;
  /** The journal's last seq when it was recorded: what it says comes after it, and later attempts have a greater one. */
  readonly afterSeq: number;
  /** What it ran, or was to run, with what is known of each command; null for an attempt of which that was not recorded. */
  readonly executed: readonly ExecutedCommand[] | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

/** `approvedAt`: when the nod was given; without it, when the run was started. */
export type ApprovedCommand = CommandView & { readonly approvedAt?: string };

export interface StepRecord {
  readonly stepId: string;
  readonly position: number;
  readonly title: string;
  readonly chapter: string;
  readonly guide: string | null;
  readonly departure: string | null;
  readonly state: StepState;
  readonly usually: number;
  readonly interruptible: boolean;
  /** Commands that a person has seen: of the plan, and of nods given since. */
  readonly approved: readonly ApprovedCommand[];
  readonly executed: readonly CommandView[] | null;
  readonly failure: Failure | null;
  readonly waitsFor: Wait | null;
  readonly skipReason: string | null;
  readonly exitCode: number | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Oldest first. */
  readonly attempts: readonly AttemptRecord[];
}

export interface RunHead {
  readonly id: string;
  readonly serverId: string | null;
  readonly serverName: string;
  readonly kind: Run['kind'];
  readonly title: string;
  readonly state: RunState;
  readonly actor: string;
  readonly planId: string | null;
  readonly inputsHash: string;
  /** When the reboot may happen; null: ask. */
  readonly rebootAt: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly lastSeq: number;
}

export interface RunRecord extends RunHead {
  readonly steps: readonly StepRecord[];
}

/** What one transaction changes. Times are milliseconds. Lines get their seq in it. */
export interface RunChange {
  /**
   * `expect`: the state that the decision was made from; when another one stands there, nothing is written. `expectSeq`: so with the
   * journal's last seq, for a decision about a run that stands still: it may have gone on and stand still again.
   */
  readonly run?: { expect: RunState; expectSeq?: number; state?: RunState; startedAt?: number | null; endedAt?: number | null; rebootAt?: number | null; inputs?: { hash: string; json: Secret } };
  readonly steps?: readonly StepChange[];
  /** Comes with a line that announces it: the journal's order is that of the attempts. */
  readonly newAttempt?: { id: string; stepId: string; executed: readonly ExecutedCommand[] };
  /** `expectOffset`: the offset from which the lines were read; when another one stands there, nothing is written. */
  readonly attempt?: { id: string; expectOffset?: number; state?: AttemptState; bootId?: string | null; logOffset?: number; exitCode?: number | null; executed?: readonly ExecutedCommand[]; endedAt?: number };
  readonly lines?: { readonly stream: Line['stream']; readonly step: string | null; readonly texts: readonly string[] };
}

export interface StepChange {
  readonly id: string;
  readonly state?: StepState;
  readonly approved?: readonly ApprovedCommand[];
  readonly executed?: readonly CommandView[];
  readonly failure?: Failure | null;
  readonly waitsFor?: Wait | null;
  readonly skipReason?: string | null;
  readonly exitCode?: number | null;
  readonly startedAt?: number | null;
  readonly endedAt?: number | null;
}
