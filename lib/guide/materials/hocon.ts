export type HoconValue = string | readonly HoconValue[] | ReadonlyMap<string, HoconValue>;
type Mutable = Map<string, HoconValue>;

export function isHoconObject(value: HoconValue | undefined): value is Mutable {
  return value instanceof Map;
}

/** A quoted HOCON string; the same text is valid for pyhocon and for JSON. Printable ASCII only. */
export function hoconText(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * The value under a path, or undefined where there is none; null when the text can't be read for certain.
 * A reader of our own: the text comes from a server, and a full HOCON parser follows includes to files and URLs.
 * Includes, substitutions and concatenations are therefore "can't be read".
 */
export function readHocon(text: string, path: readonly string[]): HoconValue | undefined | null {
  let at: HoconValue | undefined;
  try {
    at = new Reader(text.replace(/^\uFEFF/, '')).root();
  } catch {
    return null;
  }
  for (const key of path) {
    if (at === undefined) return undefined;
    if (!isHoconObject(at)) return null;
    at = at.get(key);
  }
  return at;
}

const blank = /(?:[\s\uFEFF]|(?:#|\/\/)[^\n]*)/y;
const inlineBlank = /[^\S\n]*/y;
const quoted = /"((?:[^"\\\n]|\\.)*)"/y;
const tripled = /"""([^]*?"*)"""(?!")/y;
const word = /[^\s"$:={}[\],+#`^?!@*&\\.]+/y;
const bare = /(?:(?!\/\/)[^"$:={}[\],+#`^?!@*&\\\n])+/y;

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  root(): Mutable {
    this.blanks();
    const braced = this.take('{');
    const found = this.fields(braced ? '}' : null, 0);
    this.blanks();
    if (this.at < this.text.length) throw new SyntaxError('text behind the end');
    return found;
  }

  private fields(end: string | null, depth: number): Mutable {
    if (depth > 50) throw new SyntaxError('too deep');
    const found: Mutable = new Map();
    for (;;) {
      this.blanks();
      if (end !== null && this.take(end)) return found;
      if (this.at >= this.text.length && end === null) return found;
      const path = this.key();
      this.inline();
      if (this.text[this.at] !== '{' && !this.take(':') && !this.take('=')) throw new SyntaxError('no value');
      assign(found, path, this.value(depth + 1));
      this.separator(end);
    }
  }

  private key(): string[] {
    const parts: string[] = [];
    do {
      const quotedPart = this.match(quoted);
      const part = quotedPart ? unescape(quotedPart[1] ?? '') : this.match(word)?.[0];
      if (part === undefined || (!quotedPart && parts.length === 0 && part === 'include')) throw new SyntaxError('no key');
      parts.push(part);
    } while (this.take('.'));
    return parts;
  }

  private value(depth: number): HoconValue {
    this.blanks();
    if (this.take('{')) return this.fields('}', depth);
    if (this.take('[')) return this.items(depth);
    const long = this.match(tripled);
    if (long) return long[1] ?? '';
    const short = this.match(quoted);
    if (short) return unescape(short[1] ?? '');
    const plain = this.match(bare)?.[0].trim();
    if (!plain) throw new SyntaxError('no value');
    return plain;
  }

  private items(depth: number): HoconValue[] {
    if (depth > 50) throw new SyntaxError('too deep');
    const items: HoconValue[] = [];
    for (;;) {
      this.blanks();
      if (this.take(']')) return items;
      items.push(this.value(depth + 1));
      this.separator(']');
    }
  }

  /** A comma, a new line or the end must follow; anything else would be a concatenation. */
  private separator(end: string | null): void {
    this.inline();
    const from = this.at;
    this.blanks();
    const crossed = this.text.slice(from, this.at).includes('\n');
    if (this.take(',') || crossed || this.at >= this.text.length) return;
    if (end === null || this.text[this.at] !== end) throw new SyntaxError('concatenation');
  }

  private blanks(): void {
    while (this.match(blank));
  }
  private inline(): void {
    this.match(inlineBlank);
  }
  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }
  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }
}

/** Sets a dotted path; two objects under one key are merged, otherwise the later value counts. */
function assign(into: Mutable, path: readonly string[], value: HoconValue): void {
  const [key = '', ...rest] = path;
  const before = into.get(key);
  if (rest.length > 0) {
    const next: Mutable = isHoconObject(before) ? before : new Map<string, HoconValue>();
    into.set(key, next);
    assign(next, rest, value);
  } else if (isHoconObject(before) && isHoconObject(value)) {
    for (const [name, inner] of value) assign(before, [name], inner);
  } else {
    into.set(key, value);
  }
}

function unescape(text: string): string {
  return JSON.parse(`"${text.replace(/[\u0000-\u001f]/g, ' ')}"`) as string;
}
