/** A line of an attempt's log: its text, and the byte offset just behind it (its newline included). */
export interface DecodedLine {
  readonly text: string;
  readonly end: number;
  /** False when the line goes on: it was longer than the limit, and this is not its last part. */
  readonly isWhole: boolean;
}

/**
 * Splits a byte stream into lines of at most `limit` bytes and decodes them as UTF-8; what is not UTF-8 becomes U+FFFD.
 * Splitting happens on bytes, so that each line knows its offset; a long line is never cut inside a character.
 * `\r\n` ends a line like `\n`; a lone `\r` (progress bars) stays, so that nothing is lost.
 */
export class LineDecoder {
  #rest: Buffer = Buffer.alloc(0);
  #offset: number;
  readonly #limit: number;

  /** `offset`: where in the stream the first byte lies. `limit`: bytes of a line's text, 16 KiB unless said otherwise. */
  constructor(offset = 0, limit = 16 * 1024) {
    this.#offset = offset;
    this.#limit = limit;
  }

  /** Bytes taken in but not yet given out as a line. */
  get heldBack(): number {
    return this.#rest.length;
  }

  write(chunk: Uint8Array): DecodedLine[] {
    this.#rest = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    const lines: DecodedLine[] = [];
    let from = 0;
    for (;;) {
      const newline = this.#rest.indexOf(10, from);
      const length = (newline === -1 ? this.#rest.length : newline) - from;
      if (length > this.#limit) {
        const cut = wholeCharacters(this.#rest, from, this.#limit);
        lines.push(this.#line(from, from + cut, from + cut));
        from += cut;
      } else if (newline === -1) break;
      else {
        lines.push(this.#line(from, newline, newline + 1));
        from = newline + 1;
      }
    }
    this.#offset += from;
    this.#rest = Buffer.from(this.#rest.subarray(from));
    return lines;
  }

  /** The last line, when the stream ended without a newline. */
  flush(): DecodedLine[] {
    if (this.#rest.length === 0) return [];
    const line = this.#line(0, this.#rest.length, this.#rest.length);
    this.#offset += this.#rest.length;
    this.#rest = Buffer.alloc(0);
    return [line];
  }

  #line(from: number, to: number, behind: number): DecodedLine {
    const isCrLf = behind > to && to > from && this.#rest[to - 1] === 13;
    return { text: this.#rest.toString('utf8', from, isCrLf ? to - 1 : to), end: this.#offset + behind, isWhole: behind > to };
  }
}

/** The largest length up to `limit` that does not end inside a UTF-8 character; `limit` where it is no UTF-8. */
function wholeCharacters(bytes: Buffer, from: number, limit: number): number {
  for (let back = 0; back < 4; back++) {
    const next = bytes[from + limit - back];
    if (next === undefined || (next & 0xc0) !== 0x80) return limit - back;
  }
  return limit;
}
