import type { Line } from '@/lib/contract/run';
import { plainText } from './line-text';

/** The lines that hold a text, told apart from letter case. Scans only what has arrived since it was asked last. */
export class LogSearch {
  readonly #needle: string;
  readonly #found: number[] = [];
  #scanned = 0;

  constructor(private readonly lines: readonly Line[], query: string) {
    this.#needle = query.toLowerCase();
  }

  /** Indexes of lines, ascending. */
  matches(): readonly number[] {
    if (this.#needle === '') return this.#found;
    for (; this.#scanned < this.lines.length; this.#scanned += 1) {
      const line = this.lines[this.#scanned];
      if (line && plainText(line.text).toLowerCase().includes(this.#needle)) this.#found.push(this.#scanned);
    }
    return this.#found;
  }
}
