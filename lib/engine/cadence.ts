/** What is asked again and again, each at its own beat. Time is told to it, so that no clock can make it storm or stall. */
export interface Cadence {
  /** Milliseconds: `first` until the first asking, `second` from there to the second, `every` between the others. Setting it again begins anew. */
  set(id: string, every: number, first: number, second?: number): void;
  remove(id: string): void;
  /** So many milliseconds went by. */
  pass(milliseconds: number): void;
  /** Longest overdue first; also what is due within a tenth of its beat, so that it is asked in the same round trip. */
  due(): string[];
  /** Milliseconds until something is due; Infinity: nothing ever is. */
  untilNext(): number;
  /** As `untilNext`, without what is asked once more in between: who comes in then keeps time with the others. */
  untilBeat(): number;
  /** It was asked: next on its own beat, also when that was before its time. Beats that were missed meanwhile are not made up for. */
  done(id: string): void;
  /** Asked next after just so many milliseconds, off its beat. */
  hold(id: string, milliseconds: number): void;
  /** Asked once more after so many milliseconds unless its beat comes before, and on its own beat afterwards. */
  between(id: string, milliseconds: number): void;
}

const mostSlack = 2000;

export function createCadence(): Cadence {
  const beats = new Map<string, { readonly every: number; dueIn: number; early: number; isHeld: boolean; extraIn: number }>();
  const slack = ({ every, isHeld }: { readonly every: number; readonly isHeld: boolean }) => (isHeld ? 0 : Math.min(every / 10, mostSlack));
  return {
    set: (id, every, first, second = every) => void beats.set(id, { every, dueIn: Math.max(first, 0), early: every - second, isHeld: false, extraIn: Infinity }),
    remove: (id) => void beats.delete(id),
    pass(milliseconds) {
      for (const beat of beats.values()) {
        beat.dueIn -= milliseconds;
        beat.extraIn -= milliseconds;
      }
    },
    due: () => [...beats].filter(([, beat]) => beat.dueIn <= slack(beat) || beat.extraIn <= 0).sort(([, a], [, b]) => a.dueIn - b.dueIn).map(([id]) => id),
    untilNext: () => Math.max(0, Math.min(...[...beats.values()].map(({ dueIn, extraIn }) => Math.min(dueIn, extraIn)))),
    untilBeat: () => Math.max(0, Math.min(...[...beats.values()].map(({ dueIn }) => dueIn))),
    done(id) {
      const beat = beats.get(id);
      if (beat === undefined) return;
      beat.isHeld = false;
      beat.extraIn = Infinity;
      const wentBy = Math.max(0, Math.floor((slack(beat) - beat.dueIn) / beat.every) + 1);
      if (wentBy === 0) return;
      beat.dueIn += wentBy * beat.every - beat.early;
      beat.early = 0;
    },
    hold(id, milliseconds) {
      const beat = beats.get(id);
      if (beat) Object.assign(beat, { dueIn: milliseconds, isHeld: true });
    },
    between(id, milliseconds) {
      const beat = beats.get(id);
      if (beat) beat.extraIn = milliseconds;
    },
  };
}

/**
 * How long a sleep of `meant` milliseconds took by a clock that may have jumped meanwhile: what it says while that is
 * likely, else what was meant.
 */
export function sleptFor(meant: number, before: number, after: number): number {
  const said = after - before;
  return said < meant / 2 || said > 2 * meant + 1000 ? meant : said;
}

/** How long something took whose time is not known beforehand: nothing by a clock that went back, at most `most`. */
export function tookBetween(before: number, after: number, most: number): number {
  return Math.min(Math.max(after - before, 0), most);
}
