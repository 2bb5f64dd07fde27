import type { Secret } from '@/lib/core/secret';
import { Cursor, Patterns } from './patterns';
import { secretForms, shortest } from './secret-forms';

const mask = '••••••';

/**
 * Takes secrets out of text where it enters the console. Streaming: a secret that is split over chunks is found,
 * and only a tail that is the beginning of one is held back.
 */
export interface Redactor {
  /** Takes a chunk, gives what is safe to show. */
  write: (text: string) => string;
  /** Gives what was held back: the stream ended, so it is no beginning of a secret. */
  flush: () => string;
  /** Bytes (UTF-8) of the input that are held back. */
  readonly heldBack: number;
  /** A text of its own, apart from the stream. */
  redact: (text: string) => string;
  /** Secrets of 1 to 3 characters: hiding them would hide half of every line, so they stay visible. Warn. */
  readonly tooShort: readonly Secret[];
  /** Another redactor for another stream, with the same secrets and more. Without more it costs nothing. */
  with: (more: readonly Secret[]) => Redactor;
}

export function createRedactor(secrets: readonly Secret[]): Redactor {
  const filled = secrets.filter((secret) => !secret.isEmpty());
  const tooShort = filled.filter((secret) => [...secret.reveal()].length < shortest);
  const forms = new Set(filled.filter((secret) => !tooShort.includes(secret)).flatMap((secret) => secretForms(secret.reveal())));
  return redactorOver(new Patterns(forms), secrets, tooShort);
}

function redactorOver(patterns: Patterns, secrets: readonly Secret[], tooShort: readonly Secret[]): Redactor {
  const stream = new Stream(new Cursor(patterns));
  const single = new Stream(new Cursor(patterns));
  return {
    write: (text) => stream.write(text),
    flush: () => stream.flush(),
    get heldBack() {
      return Buffer.byteLength(stream.held);
    },
    redact: (text) => single.write(text) + single.flush(),
    tooShort,
    with: (more) => (more.length === 0 ? redactorOver(patterns, secrets, tooShort) : createRedactor([...secrets, ...more])),
  };
}

interface Place { from: number; to: number }

/** Found places that overlap become one mask. */
class Stream {
  /** Read but not given out: it may be the beginning of a secret. */
  held = '';
  /** Secrets found in `held`; one that begins before it (from -1) has its mask given out already. */
  #found: Place[] = [];

  constructor(private readonly cursor: Cursor) {}

  write(text: string): string {
    const base = this.held.length;
    const all = this.held + text;
    for (let index = base; index < all.length; index++) {
      const length = this.cursor.step(all.charCodeAt(index));
      if (length > 0) this.#add({ from: index + 1 - length, to: index + 1 });
    }
    return this.#give(all, all.length - this.cursor.pending);
  }

  flush(): string {
    this.cursor.reset();
    return this.#give(this.held, this.held.length);
  }

  /** A longer find swallows those that begin behind its beginning. */
  #add(place: Place): void {
    let last = this.#found.at(-1);
    while (last && last.from >= place.from) {
      this.#found.pop();
      last = this.#found.at(-1);
    }
    if (last && last.to > place.from) last.to = place.to;
    else this.#found.push(place);
  }

  /** Gives out `all` up to `safe` with its masks, and keeps the rest. */
  #give(all: string, safe: number): string {
    let out = '';
    let at = 0;
    for (const { from, to } of this.#found) {
      if (from >= safe) break;
      if (from >= 0) out += all.slice(at, from) + mask;
      at = to;
    }
    if (at < safe) out += all.slice(at, safe);
    this.#found = this.#found.filter(({ to }) => to > safe).map(({ from, to }) => ({ from: from < safe ? -1 : from - safe, to: to - safe }));
    this.held = all.slice(safe);
    return out;
  }
}
