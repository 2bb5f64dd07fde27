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

/** base64 is wrapped at 64 or 76 columns: a newline behind so many of its characters may stand inside a secret. */
const wrapped = 60;
const newline = 10;
const isBase64 = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 47 && unit <= 57) || unit === 43 || unit === 45 || unit === 95;

/** Found places that overlap become one mask. */
class Stream {
  /** Read but not given out: it may be the beginning of a secret. */
  held = '';
  /** Secrets found in `held`; one that begins before it (from -1) has its mask given out already. */
  #found: Place[] = [];
  /** Characters of base64 without anything else between them, up to here. */
  #run = 0;
  /** Where in `held` the line begins that goes on a wrapped one: what stands before it is given out. */
  #begin = -Infinity;

  constructor(private readonly cursor: Cursor) {}

  write(text: string): string {
    const base = this.held.length;
    const all = this.held + text;
    for (let index = base; index < all.length; index++) {
      const unit = all.charCodeAt(index);
      if (unit === newline && this.#run >= wrapped) {
        this.#wrap(index);
        continue;
      }
      this.#run = isBase64(unit) ? this.#run + 1 : 0;
      const length = this.cursor.step(unit);
      if (length > 0) this.#add({ from: Math.max(index + 1 - length, this.#begin), to: index + 1 });
    }
    return this.#give(all, all.length - Math.min(this.cursor.pending, all.length - this.#begin));
  }

  flush(): string {
    this.cursor.reset();
    this.#run = 0;
    return this.#give(this.held, this.held.length);
  }

  /**
   * The newline of a wrapped line: the search goes on behind it. No line waits for the next one, so what could be the
   * beginning of a secret is masked now.
   */
  #wrap(index: number): void {
    const { pending } = this.cursor;
    if (pending >= shortest) this.#add({ from: Math.max(index - pending, this.#begin), to: index });
    this.#begin = index + 1;
    this.#run = 0;
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
    this.#begin -= safe;
    return out;
  }
}
