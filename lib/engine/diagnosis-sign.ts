import type { Sign, Term } from './diagnosis-rule';
import { plainForm } from './diagnosis-text';
import type { LogSource } from './log-source';
import { WordFinder } from './word-finder';

/** A word by its number in the finder, or a pattern. */
type Wanted = number | RegExp;
interface Entry<T> {
  readonly wanted: readonly (readonly Wanted[])[];
  readonly unwanted: readonly Wanted[];
  readonly sources: readonly LogSource[] | undefined;
  readonly tag: T;
}

/** Many signs, looked for at once: the words of all in one pass, and then only those signs of which a word was found. */
export class SignBook<T> {
  readonly #words: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #entries: readonly Entry<T>[];
  /** By the number of a word: the signs that can't be there without one of their words like it. */
  readonly #byWord: number[][] = [];
  readonly #finder: WordFinder;

  /** Throws where a sign consists of patterns only: each line would have to be searched with them. */
  constructor(signs: readonly (readonly [Sign, T])[]) {
    this.#entries = signs.map(([{ line, without = [], in: sources }, tag]) => ({
      wanted: line.map((terms) => [terms].flat().map((term) => this.#wantedOf(term))),
      unwanted: without.map((term) => this.#wantedOf(term)),
      sources,
      tag,
    }));
    this.#entries.forEach(({ wanted }, index) => {
      for (const word of this.#keyOf(wanted)) (this.#byWord[word] ??= []).push(index);
    });
    this.#finder = new WordFinder(this.#words);
  }

  /** The tags of the signs that the line bears, in the order in which they were given, each with a word that was found. */
  matching(plain: string, source: LogSource | null): { readonly tag: T; readonly word: string }[] {
    const words = this.#finder.find(plain);
    const candidates = new Map<number, number>();
    for (const word of words) for (const index of this.#byWord[word] ?? []) if (this.#isOf(source, index)) candidates.set(index, word);
    if (candidates.size === 0) return [];
    const is = (wanted: Wanted) => (typeof wanted === 'number' ? this.#finder.has(wanted) : wanted.test(plain));
    return [...candidates].sort(([one], [other]) => one - other).flatMap(([index, word]) => {
      const entry = this.#entries[index];
      return entry?.wanted.every((each) => each.some(is)) === true && !entry.unwanted.some(is) ? [{ tag: entry.tag, word: this.#words[word] ?? '' }] : [];
    });
  }

  #isOf(source: LogSource | null, index: number): boolean {
    const sources = this.#entries[index]?.sources;
    return sources === undefined || (source !== null && sources.includes(source));
  }

  #wantedOf(term: Term): Wanted {
    if (typeof term !== 'string') return term;
    const word = plainForm(term);
    const number = this.#numbers.get(word) ?? this.#words.push(word) - 1;
    this.#numbers.set(word, number);
    return number;
  }

  /** Of the lists of words of which one must be there, the one whose shortest word is the longest: it is found in the fewest lines. */
  #keyOf(wanted: readonly (readonly Wanted[])[]): readonly number[] {
    const lists = wanted.filter((each): each is readonly number[] => each.every((one) => typeof one === 'number'));
    const shortest = (numbers: readonly number[]) => Math.min(...numbers.map((number) => this.#words[number]?.length ?? 0));
    const [key] = [...lists].sort((one, other) => shortest(other) - shortest(one));
    if (key === undefined) throw new TypeError(`A sign needs a word beside its patterns: ${wanted.flat().join(', ')}`);
    return key;
  }
}
