/** A line that was seen. `text` is redacted, inert and at most 600 characters long. */
export interface EvidenceLine {
  /** The file, and the number of the line in it, from 1. */
  readonly file: string;
  readonly number: number;
  /** Milliseconds since 1970; null when the line tells no time. */
  readonly at: number | null;
  readonly text: string;
}

const firstLines = 3;
const lastLines = 2;

/** What was seen of one sign: how often, since when, till when, and its first and last lines. It stays as small, however much is seen. */
export class Evidence {
  count = 0;
  first: number | null = null;
  last: number | null = null;
  #begin: EvidenceLine[] = [];
  #end: EvidenceLine[] = [];

  /** `make`: the line to show; not called when it would not be kept. */
  add(at: number | null, make: () => EvidenceLine): void {
    this.count++;
    if (at !== null) {
      this.first = Math.min(at, this.first ?? at);
      this.last = Math.max(at, this.last ?? at);
    }
    if (this.#begin.length < firstLines) this.#begin.push(make());
    else this.#end = [...this.#end.slice(1 - lastLines), make()];
  }

  clear(): void {
    this.count = 0;
    this.first = this.last = null;
    this.#begin = [];
    this.#end = [];
  }

  get lines(): readonly EvidenceLine[] {
    return [...this.#begin, ...this.#end];
  }
}
