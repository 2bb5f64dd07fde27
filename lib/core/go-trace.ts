/**
 * The lines without what programs in Go (restic, docker) print of their own stack behind an error: fifty lines, each function with the place of its
 * source below, that would push the error itself out of the last lines.
 */
export function withoutGoTrace(lines: readonly string[]): string[] {
  const isPlace = (line: string | undefined) => line !== undefined && /^\t\S+\.(?:go|s):\d+$/.test(line);
  return lines.filter((line, index) => !isPlace(line) && !(isPlace(lines[index + 1]) && /^[\w.*/()-]+$/.test(line)));
}
