/** A line of Docker's own files (`*-json.log`), as the container printed it with the time before; any other line as it stands. */
export function withoutWrapping(line: string): string {
  if (!line.startsWith('{"log":')) return line;
  try {
    const { log, time } = JSON.parse(line) as { log?: unknown; time?: unknown };
    return typeof log === 'string' ? `${typeof time === 'string' ? `${time.slice(0, 40)} ` : ''}${log.replace(/\r?\n$/, '')}` : line;
  } catch {
    return line; // cut off, or not Docker's after all
  }
}
