const root = 0;

/**
 * Finds which of many words a text holds, in one pass (Aho and Corasick, 1975), whatever the text. Its table has a cell for each character that occurs in
 * a word, so that a step is one look-up: logs have millions of lines. `Patterns` of lib/shell, made to be small, tells only that something was found.
 */
export class WordFinder {
  /** A number from 1 on for each character of the words, by its code; others have 0 and lead to the root. */
  readonly #symbols = new Uint8Array(0x10000);
  readonly #width: number;
  readonly #next: Int32Array;
  /** The words that end at each node. */
  readonly #ends: (readonly number[] | undefined)[] = [];
  readonly #seen: Int32Array;
  #turn = 0;

  /** At most 255 different characters. */
  constructor(words: readonly string[]) {
    const characters = [...new Set(words.join(''))];
    if (characters.length > 255) throw new RangeError('Words of so many different characters are not provided for.');
    characters.forEach((character, index) => (this.#symbols[character.charCodeAt(0)] = index + 1));
    this.#width = characters.length + 1;
    this.#next = new Int32Array((words.reduce((sum, { length }) => sum + length, 0) + 1) * this.#width);
    this.#seen = new Int32Array(words.length);
    this.#link(this.#grow(words));
  }

  /** The numbers of the words that the text holds, each once. The answer for one text is gone with the next: see `has`. */
  find(text: string): number[] {
    const found: number[] = [];
    this.#turn++;
    for (let index = 0, at = root; index < text.length; index++) {
      at = this.#next[at * this.#width + (this.#symbols[text.charCodeAt(index)] ?? 0)] ?? root;
      for (const word of this.#ends[at] ?? []) {
        if (this.#seen[word] === this.#turn) continue;
        this.#seen[word] = this.#turn;
        found.push(word);
      }
    }
    return found;
  }

  /** Whether the text that was looked at last holds the word of this number. */
  has(word: number): boolean {
    return this.#seen[word] === this.#turn;
  }

  /** The tree of the words; returns how many nodes it has. */
  #grow(words: readonly string[]): number {
    let size = 1;
    words.forEach((word, number) => {
      let at = root;
      for (let index = 0; index < word.length; index++) {
        const cell = at * this.#width + (this.#symbols[word.charCodeAt(index)] ?? 0);
        at = this.#next[cell] || (this.#next[cell] = size++);
      }
      this.#ends[at] = [...(this.#ends[at] ?? []), number];
    });
    return size;
  }

  /** Breadth first: where to go on when a word breaks off, and the words that end within others. */
  #link(size: number): void {
    const fail = new Int32Array(size);
    for (let level = [root]; level.length > 0; ) {
      const below: number[] = [];
      for (const node of level) {
        for (let symbol = 1; symbol < this.#width; symbol++) {
          const cell = node * this.#width + symbol;
          const instead = node === root ? root : (this.#next[(fail[node] ?? root) * this.#width + symbol] ?? root);
          const child = this.#next[cell] ?? root;
          if (child === root) this.#next[cell] = instead;
          else {
            fail[child] = instead;
            const inner = this.#ends[instead];
            if (inner !== undefined) this.#ends[child] = [...(this.#ends[child] ?? []), ...inner];
            below.push(child);
          }
        }
      }
      level = below;
    }
  }
}
