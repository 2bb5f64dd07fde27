import { interpolate, type Lookup } from './interpolation';

export type EnvRule = 'syntax' | 'quote-open' | 'no-equals' | 'digit-name' | 'spaces-around-equals' | 'yaml-colon' | 'comment-is-value' | 'template-invalid' | 'template-unset';

export interface EnvProblem {
  readonly rule: EnvRule;
  /** 1-based. */
  readonly line: number;
  /** The variable it belongs to, or the offending text; for `template-unset` the name that is not set. */
  readonly about: string;
}

export interface EnvEntry {
  readonly name: string;
  /** The statement as it stands in the file, without its inline comment. */
  readonly raw: string;
  /** What Docker Compose reads. */
  readonly value: string;
  /** 1-based line of its first character. */
  readonly line: number;
  readonly problems: readonly EnvProblem[];
  readonly quote: '"' | "'" | null;
  /** Names that the value takes from other variables. */
  readonly references: readonly string[];
  /** Offsets: of the statement, of what follows "=", and of the value's end. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  /** All problems of the file, those of the entries included. `syntax`, `quote-open`, `template-invalid`: Compose refuses the file. */
  readonly problems: readonly EnvProblem[];
  /** Effective values: a later entry of the same name wins. */
  readonly values: ReadonlyMap<string, string>;
}

// Compose's "space within a line" and the letters of its names (version 2.26).
const inlineSpace = /[\t\v\f\r \u0085\u00a0]*/y;
const anySpace = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/y;
const exported = /export[\t\v\f\r \u0085\u00a0]+/y;
const key = /[\p{L}\p{N}_.\-[\]\t\v\f\r \u0085\u00a0]*/uy;

/** Reads constants.env as `docker compose --env-file` does, remembering where everything stands. Never throws. */
export function parseEnv(text: string): EnvFile {
  const entries: EnvEntry[] = [];
  const problems: EnvProblem[] = [];
  const values = new Map<string, string>();
  const lookup: Lookup = (name) => values.get(name);
  let line = 1;
  let counted = 0;
  const lineOf = (at: number): number => {
    for (let index = text.indexOf('\n', counted); index !== -1 && index < at; index = text.indexOf('\n', index + 1)) {
      line += 1;
      counted = index + 1;
    }
    return line;
  };

  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (at = statementStart(text, at); at < text.length; at = statementStart(text, at)) {
    const start = at;
    const nameStart = skip(exported, text, at);
    const nameEnd = skip(key, text, nameStart);
    const name = text.slice(nameStart, nameEnd).trimEnd();
    const separator = text[nameEnd];
    const lineEnd = endOfLine(text, start);
    const here = lineOf(start);
    if ((separator !== '=' && separator !== ':') || name === '' || /\s/.test(name)) {
      // A bare name is taken from the environment; at the very end of the file Compose trips over it.
      const isBare = separator === '\n' && name !== '' && !/\s/.test(name);
      problems.push({ rule: isBare ? 'no-equals' : 'syntax', line: here, about: (name || text.slice(start, lineEnd)).slice(0, 80) });
      at = lineEnd;
      continue;
    }
    const found: EnvProblem[] = [];
    const report = (rule: EnvRule, about = name) => found.push({ rule, line: here, about });
    const firstChar = skip(inlineSpace, text, nameEnd + 1);
    if (/^\d/.test(name)) report('digit-name');
    if (separator === ':') report('yaml-colon');
    if (nameStart + name.length !== nameEnd || (firstChar !== nameEnd + 1 && firstChar < lineEnd)) report('spaces-around-equals');

    const opening = text[firstChar];
    const quote = opening === '"' || opening === "'" ? opening : null;
    const quoted = quote ? readQuoted(text, firstChar) : null;
    if (quote && !quoted) report('quote-open');
    const plain = quoted ? null : readPlain(text, firstChar, lineEnd);
    if (plain?.text.startsWith('#')) report('comment-is-value');
    const literal = quoted ? quoted.text : (plain?.text ?? '');
    const read = quote === "'" || (quote && !quoted) ? { value: literal, references: [], invalid: false } : interpolate(quote === '"' ? expandEscapes(literal) : literal, lookup);
    if (read.invalid) report('template-invalid');
    for (const reference of read.references) if (reference.form === 'plain' && !values.has(reference.name)) report('template-unset', reference.name);

    const end = quoted?.end ?? plain?.end ?? lineEnd;
    entries.push({ name, raw: text.slice(start, end), value: read.value, line: here, problems: found, quote, references: read.references.map((reference) => reference.name), start, valueStart: nameEnd + 1, end });
    problems.push(...found);
    values.set(name, read.value);
    at = quoted ? end : lineEnd;
  }
  return { entries, problems, values };
}

/** The index behind what a sticky pattern matches at `at`. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Behind blank lines and comments. */
function statementStart(text: string, from: number): number {
  let at = skip(anySpace, text, from);
  while (text[at] === '#') at = skip(anySpace, text, endOfLine(text, at));
  return at;
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};

/** An unquoted value ends at the line's end or before " #"; blanks at its end don't count. */
function readPlain(text: string, from: number, lineEnd: number): { text: string; end: number } {
  const line = text.slice(from, Math.max(from, lineEnd));
  const comment = line.indexOf(' #');
  let end = comment === -1 ? line.length : comment;
  while (end > 0 && skip(anySpace, line, end - 1) >= end) end -= 1;
  return { text: line.slice(0, end), end: from + end };
}

/** A quoted value may span lines; a backslash before the closing quote keeps it, other backslashes stay. null: no end. */
function readQuoted(text: string, from: number): { text: string; end: number } | null {
  const quote = text.charAt(from);
  const parts: string[] = [];
  let done = from + 1;
  for (let index = from + 1; index < text.length; index += 1) {
    const char = text[index];
    if (char === '\\') {
      if (text[index + 1] === quote) {
        parts.push(text.slice(done, index));
        done = index + 1;
      }
      index += 1;
    } else if (char === quote) {
      parts.push(text.slice(done, index));
      return { text: parts.join(''), end: index + 1 };
    }
  }
  return null;
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '"': '"', '\\': '\\', $: '$$' };

/** Escapes within double quotes. `\$` becomes `$$`, which the interpolation that follows makes a dollar sign. */
function expandEscapes(text: string): string {
  return text.replace(/\\(?:([abcfnrtv$"\\])|0(\d{0,3}))/g, (all, letter: string | undefined, digits: string | undefined) => {
    if (letter !== undefined) return escapes[letter] ?? all;
    const code = /^[0-7]{3}$/.test(digits ?? '') ? Number.parseInt(digits ?? '', 8) : 256;
    return code < 256 ? String.fromCodePoint(code) : `\\${digits ?? ''}`;
  });
}
