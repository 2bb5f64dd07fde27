const bareValue = /^[A-Za-z0-9_./:@%+,=-]*$/;

/**
 * Writes a value so that `docker compose --env-file` reads the same value back, and a shell that sources the file too.
 * Bare where nothing is special, else in single quotes (nothing is special there but the quote itself and a backslash
 * before it), else in double quotes. Only a value that holds both ' (or ends in a backslash) and a backtick
 * differs in a shell: Compose knows no other spelling than the octal one, and the shell must not run it.
 * `bare: false` forces quotes, for a place where other text may follow.
 */
export function quoteEnvValue(value: string, { bare = true } = {}): string {
  if (bare && bareValue.test(value)) return value;
  let trailing = 0;
  while (value[value.length - 1 - trailing] === '\\') trailing += 1;
  if (!value.includes("'") && trailing % 2 === 0) return `'${value}'`;
  return `"${value.replace(/[\\"$]/g, '\\$&').replaceAll('`', '\\0140')}"`;
}
