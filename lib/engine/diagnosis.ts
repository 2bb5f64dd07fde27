import { Evidence, type EvidenceLine } from './diagnosis-evidence';
import { rank } from './diagnosis-rank';
import type { FailureRule, Severity, Sign, Together } from './diagnosis-rule';
import { SignBook } from './diagnosis-sign';
import { excerpt, plainForm } from './diagnosis-text';
import { timeOf } from './log-time';
import type { LogSource } from './log-source';

/** A line of a log or of a command's output. */
export interface JudgedLine {
  readonly text: string;
  /** Null when it is not known. */
  readonly source: LogSource | null;
  readonly file: string;
  readonly number: number;
}

/** A failure that the lines tell. */
export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly guess: boolean;
  readonly cause: string;
  readonly remedy: string;
  readonly source: readonly string[];
  /** Ids of the other causes found of which this is a consequence. */
  readonly follows: readonly string[];
  /** How many lines say it; when the first and the last of them were written, in milliseconds since 1970, where they tell. */
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly lines: readonly EvidenceLine[];
}

/** Signs that are enough: one, or several that say something only together. */
interface Alternative {
  readonly guess: boolean;
  readonly evidence: readonly Evidence[];
}
/** A sign by its place in the rules; without `evidence`, the one that says that what the rule tells is over. */
interface Place {
  readonly rule: number;
  readonly evidence: { readonly alternative: number; readonly sign: number } | null;
  readonly isAlone: boolean;
}

/** Judges lines one after the other and keeps only what it shows: logs of any size, with their sources in any order. Pure: it reads nothing. */
export class Diagnosis {
  readonly #book: SignBook<Place>;
  /** Of each rule, in their order. */
  readonly #alternatives: readonly (readonly Alternative[])[];

  /** `redact` takes secrets out of a line before it is kept. The order of the rules decides between equals. */
  constructor(private readonly rules: readonly FailureRule[], private readonly redact: (text: string) => string) {
    this.#book = bookOf(rules);
    this.#alternatives = rules.map(({ signs }) => signs.map((sign) => ({ guess: sign.guess === true, evidence: signsOf(sign).map(() => new Evidence()) })));
  }

  add(line: JudgedLine): void {
    const seen = this.#book.matching(plainForm(line.text), line.source);
    if (seen.length === 0) return;
    const general = new Set(seen.flatMap(({ tag }) => (tag.isAlone ? (this.rules[tag.rule]?.insteadOf ?? []) : [])));
    const counted = new Set<number>();
    const at = timeOf(line.text);
    for (const { tag: { rule, evidence, isAlone }, word } of seen) {
      const alternatives = this.#alternatives[rule] ?? [];
      if (evidence === null) for (const each of alternatives.flatMap((alternative) => alternative.evidence)) each.clear();
      // Of the signs that are enough by themselves the first counts, so that a line counts once.
      if (evidence === null || general.has(this.rules[rule]?.id ?? '') || (isAlone && counted.has(rule))) continue;
      if (isAlone) counted.add(rule);
      alternatives[evidence.alternative]?.evidence[evidence.sign]?.add(at, () => ({ file: line.file, number: line.number, at, text: excerpt(this.redact(line.text), word) }));
    }
  }

  /** What was found so far, ranked: what is to be mended first stands first. */
  causes(): Cause[] {
    const found = this.rules.flatMap((rule, index) => {
      const whole = (this.#alternatives[index] ?? []).filter(({ evidence }) => evidence.every(({ count }) => count > 0));
      // Beside what is certain, a hint adds nothing.
      const guess = whole.every((each) => each.guess);
      const evidence = whole.filter((each) => each.guess === guess).flatMap((each) => each.evidence);
      return whole.length === 0 ? [] : [{ rule, guess: guess || rule.guess === true, evidence }];
    });
    const ids = new Set(found.map(({ rule }) => rule.id));
    return rank(found.map(({ rule: { id, title, severity, cause, remedy, source, follows = [] }, guess, evidence }) => ({
      id, title, severity, guess, cause, remedy, source, follows: follows.filter((each) => ids.has(each)), ...together(evidence),
    })));
  }
}

/** Made once for a list of rules: it takes longer than judging a thousand lines. */
const books = new WeakMap<readonly FailureRule[], SignBook<Place>>();
function bookOf(rules: readonly FailureRule[]): SignBook<Place> {
  const known = books.get(rules) ?? new SignBook<Place>(rules.flatMap(({ signs, over }, rule) => [
    ...(over === undefined ? [] : [[over, { rule, evidence: null, isAlone: false }] as const]),
    ...signs.flatMap((each, alternative) => signsOf(each).map((one, sign, { length }) => [one, { rule, evidence: { alternative, sign }, isAlone: length === 1 }] as const)),
  ]));
  books.set(rules, known);
  return known;
}

const signsOf = (sign: Sign | Together): readonly Sign[] => ('all' in sign ? sign.all : [sign]);

/** Lines shown of one cause, whatever the number of its signs. */
const mostLines = 8;

function together(evidence: readonly Evidence[]): Pick<Cause, 'count' | 'first' | 'last' | 'lines'> {
  const times = evidence.flatMap(({ first, last }) => [first, last]).filter((time) => time !== null);
  return {
    count: evidence.reduce((sum, { count }) => sum + count, 0),
    first: times.length === 0 ? null : Math.min(...times),
    last: times.length === 0 ? null : Math.max(...times),
    lines: evidence.flatMap(({ lines }) => lines.slice(0, Math.max(1, Math.ceil(mostLines / evidence.length)))).slice(0, mostLines),
  };
}
