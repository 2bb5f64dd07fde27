import type { Secret } from '@/lib/core/secret';
import { Patterns } from './patterns';
import { secretForms, shortest } from './secret-forms';

const mask = '••••••';

/**
 * Takes secrets out of text where it enters the console. Streaming: a secret that is split over chunks is found,
 * and only a tail that is the beginning of one is held back.
 */
export interface Redactor {
  /** Takes a chunk, gives what is safe to show. */
  write(text: string): string;
  /** Gives what was held back: the stream ended, so it is no beginning of a secret. */
  flush(): string;
  /** Bytes (UTF-8) of the input that are held back. */
  readonly heldBack: number;
  /** A text of its own, apart from the stream. */
  redact(text: string): string;
  /** Secrets of 1 to 3 characters: hiding them would hide half of every line, so they stay visible. Warn. */
  readonly tooShort: readonly Secret[];
  /** Another redactor for another stream, with the same secrets and more. */
  with(more: readonly Secret[]): Redactor;
}

export function createRedactor(secrets: readonly Secret[]): Redactor {
  const filled = secrets.filter((secret) => !secret.isEmpty());
  const tooShort = filled.filter((secret) => [...secret.reveal()].length < shortest);
  const forms = new Set(filled.filter((secret) => !tooShort.includes(secret)).flatMap((secret) => secretForms(secret.reveal())));
  const stream = new Stream(new Patterns(forms));
  const single = new Stream(new Patterns(forms));
  return {
    write: (text) => stream.write(text),
    flush: () => stream.flush(),
    get heldBack() {
      return Buffer.byteLength(stream.held);
    },
    redact: (text) => single.write(text) + single.flush(),
    tooShort,
    with: (more) => createRedactor([...secrets, ...more]),
  };
}

/** Found places that overlap become one mask. */
class Stream {
  /** Read but not given out. */
  held = '';
  /** How many units at the beginning of `held` belong to a mask that was given out already. */
  #covered = 0;

  constructor(private readonly patterns: Patterns) {}

  write(text: string): string {
    const base = this.held.length;
    const all = this.held + text;
    const found: { from: number; to: number }[] = this.#covered > 0 ? [{ from: -1, to: this.#covered }] : [];
    for (let index = base; index < all.length; index++) {
      const length = this.patterns.step(all.charCodeAt(index));
      if (length === 0) continue;
      const place = { from: Math.max(index + 1 - length, 0), to: index + 1 };
      // A longer find swallows the ones that begin behind it.
      for (let last = found.at(-1); last && last.from >= 0 && last.from >= place.from; last = found.at(-1)) found.pop();
      const last = found.at(-1);
      if (last && last.to > place.from) last.to = place.to;
      else found.push(place);
    }
    return this.#give(all, found, all.length - this.patterns.pending);
  }

  flush(): string {
    const rest = this.held.slice(this.#covered);
    this.held = '';
    this.#covered = 0;
    this.patterns.reset();
    return rest;
  }

  #give(all: string, found: readonly { from: number; to: number }[], safe: number): string {
    let out = '';
    let at = 0;
    this.#covered = 0;
    for (const { from, to } of found) {
      if (from >= safe) break;
      out += from < 0 ? '' : all.slice(at, from) + mask;
      at = to;
      if (to > safe) this.#covered = to - safe;
    }
    if (at < safe) out += all.slice(at, safe);
    this.held = all.slice(safe);
    return out;
  }
}
