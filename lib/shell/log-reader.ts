import { LineDecoder } from './decode';
import type { DecodedLine } from './decode';
import type { Redactor } from './redact';

/**
 * From an attempt's raw bytes to the lines of the journal: decoded, split, redacted, each with the byte offset from which
 * reading can go on after it. A secret across the seam of a split line is found: what the redactor holds back is not
 * counted as read. The redactor must not be used for another stream.
 */
export class LogReader {
  readonly #decoder: LineDecoder;

  /** `offset`: where in the log the first byte lies. */
  constructor(private readonly redactor: Redactor, offset = 0) {
    this.#decoder = new LineDecoder(offset);
  }

  write(chunk: Uint8Array): DecodedLine[] {
    return this.#decoder.write(chunk).map((line) => this.#redacted(line));
  }

  /** The end of the log: an unfinished line counts as one. */
  flush(): DecodedLine[] {
    return this.#decoder.flush().map((line) => this.#redacted({ ...line, isWhole: true }));
  }

  #redacted(line: DecodedLine): DecodedLine {
    // No form of a secret holds a newline: behind it nothing is held back.
    if (line.isWhole) return { ...line, text: this.redactor.write(`${line.text}\n`).slice(0, -1) };
    const text = this.redactor.write(line.text);
    return { ...line, text, end: line.end - this.redactor.heldBack };
  }
}
