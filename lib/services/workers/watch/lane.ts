import type { Clock } from '@/lib/core/clock';
import { minutes } from '@/lib/core/units';
import { createCadence, sleptFor, tookBetween } from '@/lib/engine/cadence';

/** What got no answer, and is not asked for so long. */
export interface Later {
  readonly ids: readonly string[];
  readonly milliseconds: number;
}

export interface Lane {
  /** Asks it from now on; milliseconds, as in `Cadence.set`. */
  add(id: string, every: number, first: number, second?: number): void;
  /** Asks it from now on in the round trip of the next beat. */
  join(id: string, every: number): void;
  remove(id: string): void;
  /** Of what is being asked just now: asks it once more so many milliseconds after its answer, besides its beat. */
  between(id: string, milliseconds: number): void;
  /** Asks these at once, after what is being asked just now; resolves when they were asked. */
  ask(ids: readonly string[]): Promise<void>;
  readonly done: Promise<void>;
}

interface Options {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** One after the other, instead of all that is due at once. */
  readonly oneByOne: boolean;
  /** Never rejects. */
  readonly ask: (ids: readonly string[]) => Promise<Later | null>;
}

const longestSleep = minutes(1);
const longestAsking = minutes(10);

/** Asks what is due again and again, never two things at a time: what takes long is asked more seldom, and nothing piles up. */
export function startLane({ clock, signal, oneByOne, ask }: Options): Lane {
  const cadence = createCadence();
  const wanted = new Set<string>();
  const extra = new Map<string, number>();
  let waiting: { readonly ids: Set<string>; resolve(): void }[] = [];
  let woken = new AbortController();
  signal.addEventListener('abort', () => woken.abort());

  async function rest(): Promise<void> {
    const meant = Math.min(cadence.untilNext(), longestSleep);
    const before = clock.now();
    await clock.sleep(meant, woken.signal);
    cadence.pass(woken.signal.aborted ? tookBetween(before, clock.now(), meant) : sleptFor(meant, before, clock.now()));
  }

  async function askNow(ids: readonly string[]): Promise<void> {
    for (const id of ids) wanted.delete(id);
    const answered = [...waiting];
    const before = clock.now();
    const later = await ask(ids);
    cadence.pass(tookBetween(before, clock.now(), longestAsking));
    for (const id of ids) cadence.done(id);
    for (const id of later?.ids ?? []) cadence.hold(id, later?.milliseconds ?? 0);
    for (const [id, milliseconds] of extra) cadence.between(id, milliseconds);
    extra.clear();
    for (const { ids: left } of answered) for (const id of ids) left.delete(id);
    settle();
  }

  function settle(): void {
    const isDone = ({ ids }: { ids: Set<string> }) => ids.size === 0 || signal.aborted;
    for (const each of waiting.filter(isDone)) each.resolve();
    waiting = waiting.filter((each) => !isDone(each));
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      if (woken.signal.aborted) woken = new AbortController();
      const due = [...new Set([...wanted, ...cadence.due()])];
      if (due.length === 0) await rest();
      else await askNow(oneByOne ? due.slice(0, 1) : due);
    }
    settle();
  }

  return {
    done: run(),
    add(id, every, first, second) {
      cadence.set(id, every, first, second);
      woken.abort();
    },
    join(id, every) {
      const next = cadence.untilBeat();
      cadence.set(id, every, Number.isFinite(next) ? next : every);
      woken.abort();
    },
    remove: (id) => cadence.remove(id),
    between: (id, milliseconds) => void extra.set(id, milliseconds),
    ask(ids) {
      if (signal.aborted || ids.length === 0) return Promise.resolve();
      for (const id of ids) wanted.add(id);
      woken.abort();
      return new Promise((resolve) => waiting.push({ ids: new Set(ids), resolve }));
    },
  };
}
