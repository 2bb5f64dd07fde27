/** One use of a variable in a text that Compose interpolates. */
export interface Reference {
  readonly name: string;
  /** plain: $NAME or ${NAME} · default: :- or - · required: :? or ? · alternative: :+ or + */
  readonly form: 'plain' | 'default' | 'required' | 'alternative';
}

export interface Interpolated {
  readonly value: string;
  readonly references: readonly Reference[];
  /** Compose refuses the text: `${` without a name or an end. `value` is then the text as it stands. */
  readonly invalid: boolean;
}

export type Lookup = (name: string) => string | undefined;

const maxDepth = 20;
const bracedHead = /([A-Za-z_][A-Za-z0-9_]*)(:?[-+?])?/y;
const plainName = /[A-Za-z_][A-Za-z0-9_]*/y;

/**
 * What Compose makes of `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:?message}`, `${NAME:+other}` and `$$`.
 * Variables that are not set give "". Source: Compose's reference on interpolation; checked against version 2.26.
 */
export function interpolate(text: string, lookup: Lookup, depth = 0): Interpolated {
  if (!text.includes('$')) return { value: text, references: [], invalid: false };
  const references: Reference[] = [];
  const invalid = { value: text, references, invalid: true };
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', Math.max(at + 1, done))) {
    const next = text[at + 1];
    if (next === '$') {
      parts.push(text.slice(done, at), '$');
      done = at + 2;
    } else if (next === '{') {
      const head = match(bracedHead, text, at + 2);
      const end = head ? closingBrace(text, at + 1) : -1;
      if (!head || end === -1 || depth >= maxDepth) return invalid;
      const [whole, name = '', operator] = head;
      const rest = text.slice(at + 2 + whole.length, end);
      if (!operator && rest !== '') return invalid;
      references.push({ name, form: formOf(operator) });
      const used = operator && !operator.endsWith('?') ? interpolate(rest, lookup, depth + 1) : null;
      if (used?.invalid) return invalid;
      if (used) references.push(...used.references);
      parts.push(text.slice(done, at), choose(lookup(name), operator, used?.value ?? ''));
      done = end + 1;
    } else {
      const name = match(plainName, text, at + 1)?.[0];
      if (name === undefined) continue;
      references.push({ name, form: 'plain' });
      parts.push(text.slice(done, at), lookup(name) ?? '');
      done = at + 1 + name.length;
    }
  }
  parts.push(text.slice(done));
  return { value: parts.join(''), references, invalid: false };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function formOf(operator: string | undefined): Reference['form'] {
  if (!operator) return 'plain';
  return operator.endsWith('-') ? 'default' : operator.endsWith('+') ? 'alternative' : 'required';
}

function choose(value: string | undefined, operator: string | undefined, other: string): string {
  const isThere = value !== undefined && (value !== '' || !operator?.startsWith(':'));
  if (operator?.endsWith('-')) return isThere ? value : other;
  if (operator?.endsWith('+')) return isThere ? other : (value ?? '');
  return value ?? '';
}

/** Index of the brace that closes the one at `open`; -1 when there is none on the same line. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    const char = text[index];
    if (char === '\n') return -1;
    if (char === '{') depth += 1;
    else if (char === '}' && --depth === 0) return index;
  }
  return -1;
}
