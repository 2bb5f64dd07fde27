import { GroundcrewError } from '@/lib/core/errors';

/**
 * One word for a POSIX shell: always in single quotes, inside which nothing has a meaning.
 * Refuses what can't arrive byte by byte: NUL ends a C string, and half a surrogate pair has no UTF-8.
 */
export function quote(word: string): string {
  if (word.includes('\0')) throw unquotable('a NUL character');
  if (/\p{Surrogate}/u.test(word)) throw unquotable('half of a Unicode surrogate pair');
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Several words, each quoted. */
export function quoteAll(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

function unquotable(what: string): GroundcrewError {
  return new GroundcrewError({
    code: 'invalid_input',
    reason: 'shell.unquotable',
    message: `A value holds ${what}, which can't be passed to a command.`,
    remedy: 'Enter the value again without it.',
  });
}
