import type { Line } from '@/lib/contract/run';

/**
 * The journal of one run as the page holds it: in order, without gap or duplicate, whatever the socket and REST deliver.
 * Mutable, because a run may say 100,000 lines; `subscribe` and `version` make it an external store for React.
 */
export class LogModel {
  readonly lines: Line[] = [];
  readonly #byStep = new Map<string, Line[]>();
  readonly #listeners = new Set<() => void>();
  #scheduled = false;
  version = 0;

  /** `schedule` calls back after so many milliseconds. */
  constructor(private readonly schedule: (notify: () => void, after: number) => void = (notify, after) => void setTimeout(notify, after)) {}

  /** The seq up to which everything is here: what to ask for next is what comes after it. */
  get cursor(): number {
    return this.lines.at(-1)?.seq ?? 0;
  }

  /**
   * Takes a live batch. Lines that are here already are passed over; `gap` means that something before the batch is
   * missing: nothing of it was taken, and the caller asks REST for what comes after `cursor`.
   */
  take(batch: readonly Line[]): 'taken' | 'gap' {
    const fresh = batch.filter((line) => line.seq > this.cursor);
    const first = fresh[0];
    if (!first) return 'taken';
    if (first.seq !== this.cursor + 1) return 'gap';
    this.#append(fresh);
    return 'taken';
  }

  /** Takes a page of REST that was asked with `after`. It is the whole truth after that seq, so it closes any gap. */
  takePage(batch: readonly Line[]): void {
    this.#append(batch.filter((line) => line.seq > this.cursor));
  }

  /** The lines of one step, or all of them. The array grows in place. */
  of(step: string | null): readonly Line[] {
    return step === null ? this.lines : (this.#byStep.get(step) ?? []);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #append(lines: readonly Line[]): void {
    let last = this.cursor;
    for (const line of lines) {
      if (line.seq <= last) continue;
      last = line.seq;
      this.lines.push(line);
      if (line.step === null) continue;
      const ofStep = this.#byStep.get(line.step);
      if (ofStep) ofStep.push(line);
      else this.#byStep.set(line.step, [line]);
    }
    this.#notifySoon();
  }

  /** One notice for many batches: at most every 50 ms, and more rarely the longer the journal is. */
  #notifySoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.schedule(() => {
      this.#scheduled = false;
      this.version += 1;
      for (const listener of this.#listeners) listener();
    }, Math.min(300, 50 + this.lines.length / 1000));
  }
}
