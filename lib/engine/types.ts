import type { Outcome } from '@/lib/contract/finding';
import type { Command } from '@/lib/shell/command';
import type { Fact, Reading } from '@/lib/facts/fact';

// `any` is needed for variance: a record of facts of different values.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Needs = Readonly<Record<string, Fact<any>>>;
export type Values<N extends Needs> = { readonly [K in keyof N]: N[K] extends Fact<infer T> ? T : never };
export type Readings = ReadonlyMap<string, Reading<unknown>>;

/** What the operator settled: `S` is the guide room's own type (layout, settings, materials). */
export interface Step<S, N extends Needs = Needs> {
  readonly id: string;
  /** The guide's line(s), such as `preliminary-steps/4`. */
  readonly guide: string | readonly string[] | null;
  readonly title: string;
  readonly why: string;
  /** Where we depart from the guide's letter, and why. */
  readonly departure?: string;
  /** The departure is of how it is done only: the server ends as the guide's letter would leave it. */
  readonly sameResult?: true;
  /** What of it can't be undone; null when these facts and settings leave nothing of that kind. */
  irreversible?(facts: Values<N>, settings: S): string | null;
  /** False: it must not be cancelled half-way (apt). True unless said otherwise. */
  readonly interruptible?: boolean;
  /** Usual duration in milliseconds. */
  readonly usually: number;
  needs(settings: S): N;
  /** Where the facts tell it: the usual duration of what is planned, in milliseconds. */
  usuallyNow?(facts: Values<N>, settings: S): number;
  /** Where nothing is to be done: why that is not because it stands there already. Null: it does. */
  notNeeded?(facts: Values<N>, settings: S): string | null;
  /** Ids of the facts that are gone once it has run: a later step of the same plan is planned without them. */
  readonly takesAway?: readonly string[];
  /** `[]` means "already in place". Throws `Blocked` when a person must do something first. */
  plan(facts: Values<N>, settings: S): readonly Command[];
  /** What the commands destroy or restart, as the plan names it. */
  destroys?(facts: Values<N>, settings: S): readonly string[];
  restarts?(facts: Values<N>, settings: S): readonly string[];
}

/** `at`: when the facts were asked, in milliseconds since 1970. */
export interface OutcomeRule<S, V> {
  readonly outcome: Outcome;
  when(facts: V, settings: S, at: number): boolean;
  message(facts: V, settings: S, at: number): string;
  /** A pass that is worth a look: 20 % free. */
  readonly isNote?: true;
  /** The check's repair is offered although it passes: something to tidy up, and no illness. */
  readonly mayRepair?: true;
  /** What it finds is left to a person: the check's repair is done when it has nothing more to do, although this holds. */
  readonly isLeftByRepair?: true;
  readonly remedy?: string | ((facts: V, settings: S, at: number) => string);
}

export interface Check<S, N extends Needs = Needs> {
  readonly id: string;
  readonly guide: string | readonly string[] | null;
  readonly title: string;
  /** The heading under which it is shown. */
  readonly chapter: string;
  needs(settings: S): N;
  /** The first rule that holds wins; the last one must always hold. */
  readonly outcomes: readonly OutcomeRule<S, Values<N>>[];
  actual?(facts: Values<N>, settings: S): string;
  wanted?(settings: S): string;
  /** Each thing that is ill, by a name: when another one joins them, those who were told of the others are told once more. */
  subjects?(facts: Values<N>, settings: S, at: number): readonly string[];
  /** A safe repair, shown first as commands. Only offered when the outcome is warn or fail, or where its rule says so. */
  readonly repair?: { readonly title: string; plan(facts: Values<N>, settings: S): readonly Command[] };
}

/** A number worth keeping; its id is one of lib/contract/figures.ts. */
export interface Figure {
  readonly id: string;
  readonly value: number;
}

/** What the facts said at the cadence before, in milliseconds: for figures that are rates. Null at the first time and after a gap. */
export interface Earlier<V> {
  readonly facts: V;
  readonly at: number;
}

/** A check with a cadence (design.md §1). */
export interface Probe<S, N extends Needs = Needs> extends Check<S, N> {
  /** Milliseconds between two askings. */
  readonly every: number;
  /** Minutes that it must be ill before its alert fires, and well before that resolves. */
  readonly afterMinutes: number;
  /** Asked in a round trip of its own, one at a time, so that it never delays the others. */
  readonly slow?: true;
  /** While it fails, ClearML does not work for those who use it. */
  readonly vital?: true;
  /** While this one fails: ids of the probes that it explains, or beginnings of ids that end in "/"; "" is the beginning of all. */
  readonly explains?: readonly string[];
  /** Its warnings are not even the likely cause of what it explains. */
  readonly explainsOnly?: 'fail';
  /** `at`: when the facts were asked, in milliseconds. */
  figures?(facts: Values<N>, settings: S, earlier: Earlier<Values<N>> | null, at: number): readonly Figure[];
}
