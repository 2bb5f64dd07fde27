import type { LogSource } from './log-source';

/** From bad to harmless. `info` is a note: it explains no failure. */
export const severities = ['critical', 'error', 'warn', 'info'] as const;
export type Severity = (typeof severities)[number];

/**
 * Words, or a pattern, in the plain form of a line (`plainForm`): lower case, no quotes, no backslashes, single blanks. Words are brought into
 * that form themselves; a pattern must be written in it, and every repetition in it bounded, so that no line makes it slow.
 */
export type Term = string | RegExp;

export interface Sign {
  /** What one line must hold, all of it; of a list, one. At least once words alone: by them a line is found, patterns only look closer. */
  readonly line: readonly (Term | readonly Term[])[];
  /** What it must not hold: there it means something else. */
  readonly without?: readonly Term[];
  /** Only in lines that are known to come from one of these: elsewhere the same words mean something else. */
  readonly in?: readonly LogSource[];
}

/** Signs that say something only together, each on a line of its own, in whatever order. */
export interface Together {
  readonly all: readonly Sign[];
}

/** A known failure of a ClearML server. Whole sentences: they are shown as they stand. */
export interface FailureRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly cause: string;
  readonly remedy: string;
  /** In which logs and outputs the sign appears; empty: in any. */
  readonly where: readonly LogSource[];
  /** Each of them is enough. The certain ones first. */
  readonly signs: readonly ((Sign | Together) & {
    /** This one is only a hint. */
    readonly guess?: true;
  })[];
  /** Nobody confirmed it: it is named as a guess, whatever its sign. */
  readonly guess?: true;
  /** What no log tells, and has to be asked of the server: what it answers can be judged once it is saved in a file. */
  readonly needs?: string;
  /** Seen later, it says that what was seen before is over. */
  readonly over?: Sign;
  /** More general rules, for which a line does not count once it counts for this one. */
  readonly insteadOf?: readonly string[];
  /** Rules of which this is the consequence: where both are found, it ranks below. */
  readonly follows?: readonly string[];
  /** Who says so: an issue, a page of a vendor, source code, a line of the guide. */
  readonly source: readonly string[];
}
