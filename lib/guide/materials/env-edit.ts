import { GroundcrewError } from '@/lib/core/errors';
import { parseEnv, type EnvEntry } from './env-file';
import { quoteEnvValue } from './env-quote';

export interface EnvEdit {
  readonly name: string;
  /** null removes the variable, every line of it. */
  readonly value: string | null;
}

/**
 * Edits constants.env and keeps every byte that it does not change: comments, order, quoting, line ends.
 * Of duplicates, the last one is edited, since that one counts. A value that is there already changes nothing.
 * A new variable is added at the end. Throws GroundcrewError `invalid_input` for what no env file can hold.
 */
export function editEnv(text: string, edits: readonly EnvEdit[]): string {
  const { entries, values } = parseEnv(text);
  const wanted = new Map(edits.map(({ name, value }) => [name, value]));
  const eol = /\r\n/.test(text) && !/[^\r]\n/.test(text) ? '\r\n' : '\n';
  const cuts: { from: number; to: number; text: string }[] = [];
  let added = '';
  for (const [name, value] of wanted) {
    refuseImpossible(name, value);
    const found = entries.filter((entry) => entry.name === name);
    const last = found.at(-1);
    if (value === null) cuts.push(...found.map((entry) => ({ ...lineOf(text, entry), text: '' })));
    else if (!last) added += `${name}=${quoteEnvValue(value)}${eol}`;
    // An empty value is quoted too: of a comment behind nothing, Compose would make the value.
    else if (values.get(name) !== value) cuts.push({ from: last.valueStart, to: last.end, text: quoteEnvValue(value, { bare: last.quote === null && value !== '' }) });
  }
  const parts: string[] = [];
  let done = 0;
  for (const cut of cuts.sort((one, other) => one.from - other.from)) {
    parts.push(text.slice(done, cut.from), cut.text);
    done = cut.to;
  }
  const edited = parts.join('') + text.slice(done);
  if (added === '') return edited;
  return edited + (edited === '' || edited === '\uFEFF' || edited.endsWith('\n') ? '' : eol) + added;
}

/** The whole line with its comment, or only the statement where another one shares the line. */
function lineOf(text: string, entry: EnvEntry): { from: number; to: number } {
  const lineStart = Math.max(text.lastIndexOf('\n', entry.start - 1) + 1, text.startsWith('\uFEFF') ? 1 : 0);
  const newline = text.indexOf('\n', entry.end);
  const lineEnd = newline === -1 ? text.length : newline;
  const isAlone = text.slice(lineStart, entry.start).trim() === '' && /^\s*(?:#|$)/.test(text.slice(entry.end, lineEnd));
  return isAlone ? { from: lineStart, to: newline === -1 ? lineEnd : newline + 1 } : { from: entry.start, to: entry.end };
}

function refuseImpossible(name: string, value: string | null): void {
  const refuse = (message: string, remedy: string) => new GroundcrewError({ code: 'invalid_input', field: name, reason: 'variable.impossible', message, remedy });
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw refuse(`${JSON.stringify(name.slice(0, 80))} is not a variable name.`, 'Use letters, digits and "_", and begin with a letter or "_".');
  if (value?.includes('\0')) throw refuse(`The value of ${name} holds a NUL character, which no environment can hold.`, 'Remove it.');
  if (value !== null && /\p{Cs}/u.test(value)) throw refuse(`The value of ${name} holds half of a character (a lone surrogate).`, 'Type or paste the value again.');
}
