import { count, utcMinute } from '@/lib/core/units';
import type { Cause } from '@/lib/engine/diagnosis';

/** A file, how many lines of it were judged, and why not all were; null when all were. */
export interface ReadFile {
  readonly file: string;
  readonly lines: number;
  readonly problem: string | null;
}

export function asJson(files: readonly ReadFile[], causes: readonly Cause[]): string {
  const iso = (at: number | null) => (at === null || Number.isNaN(at) ? null : new Date(at).toISOString());
  return JSON.stringify({ files, causes: causes.map((cause) => ({ ...cause, first: iso(cause.first), last: iso(cause.last), lines: cause.lines.map((line) => ({ ...line, at: iso(line.at) })) })) }, null, 2);
}

export function asText(files: readonly ReadFile[], causes: readonly Cause[]): string {
  const real = causes.filter(({ severity }) => severity !== 'info');
  const notes = causes.filter(({ severity }) => severity === 'info');
  const unread = files.filter(({ problem }) => problem !== null);
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const found = real.length === 0 ? 'No known cause was found' : `${count(real.length, 'cause')} found, what to mend first on top`;
  return [
    `${found}: ${count(lines, 'line')} of ${count(files.length, 'file')} judged.`,
    ...unread.map(({ file, problem }) => `Not read to its end: ${file}. ${problem ?? ''}`),
    ...real.flatMap((cause, index) => ['', `${index + 1}. ${cause.title} (${cause.id}, ${cause.severity}${cause.guess ? ', a guess' : ''})`, ...told(cause)]),
    ...(notes.length === 0 ? [] : ['', 'Seen besides, and the cause of nothing:']),
    ...notes.flatMap((cause) => ['', `- ${cause.title} (${cause.id})`, ...told(cause)]),
  ].join('\n');
}

function told({ cause, remedy, follows, count: times, first, last, lines, source }: Cause): string[] {
  const when = first === null || last === null ? '' : first === last ? `, at ${utcMinute(first)}` : `, from ${utcMinute(first)} to ${utcMinute(last)}`;
  return [
    `   ${cause}`,
    ...(follows.length === 0 ? [] : [`   It may follow from ${follows.join(', ')}: mend that first.`]),
    `   What to do: ${remedy}`,
    `   Seen in ${count(times, 'line')}${when}:`,
    ...lines.map(({ file, number, text }) => `     ${file}:${number}: ${text}`),
    `   Source: ${source.join(', ')}`,
  ];
}
