import type { Line } from '@/lib/contract/run';

type Batch = { run: string; lines: Line[]; lastSeq: number };

export interface LineSource {
  /** Lines after a seq, in order, at most one page. */
  read(after: number): Promise<{ lines: Line[]; lastSeq: number }>;
}

/**
 * Backlog and live lines of one run under one cursor: every line once, in order. A live batch that does not join the
 * cursor only says that there is more, which is then read from the journal: so it does not matter what came first.
 */
export class LineFollower {
  #cursor: number;
  #work: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(private readonly run: string, after: number, private readonly source: LineSource, private readonly emit: (batch: Batch) => void) {
    this.#cursor = after;
  }

  /** Sends what the journal holds after the cursor; resolves when the backlog is out. */
  catchUp(): Promise<void> {
    return this.#queue(async () => {
      while (!this.#ended) {
        const page = await this.source.read(this.#cursor);
        this.#send(page.lines, page.lastSeq);
        if (page.lines.length === 0 || this.#cursor >= page.lastSeq) return;
      }
    });
  }

  /** Takes a live batch. */
  take(lines: readonly Line[], lastSeq: number): Promise<void> {
    return this.#queue(async () => {
      const fresh = lines.filter((line) => line.seq > this.#cursor);
      if (fresh[0] && fresh[0].seq !== this.#cursor + 1) {
        while (!this.#ended && this.#cursor < lastSeq) {
          const page = await this.source.read(this.#cursor);
          if (page.lines.length === 0) return;
          this.#send(page.lines, page.lastSeq);
        }
      } else this.#send(fresh, lastSeq);
    });
  }

  end(): void {
    this.#ended = true;
  }

  #send(lines: readonly Line[], lastSeq: number): void {
    const last = lines.at(-1);
    if (!last || this.#ended) return;
    this.#cursor = last.seq;
    this.emit({ run: this.run, lines: [...lines], lastSeq: Math.max(lastSeq, last.seq) });
  }

  /** One after the other; an error is the caller's and does not stop what follows. */
  #queue(work: () => Promise<void>): Promise<void> {
    const mine = this.#work.then(work);
    this.#work = mine.catch(() => undefined);
    return mine;
  }
}
