import { Cron } from 'croner';

/** What the clocks leave out comes right after them, also of a list, and what comes twice is taken once; "*" takes real hours. */
const cron = (expression: string, timezone: string): Cron => new Cron(expression, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' });

/** The next times that it names after `at`, so many at most. Times are milliseconds since 1970. Throws when it is none. */
export const timesAfter = (expression: string, zone: string, at: number, most: number): number[] => cron(expression, zone).nextRuns(most, new Date(at)).map((date) => date.getTime());

/** The last time that it names, `at` included; null: there is none. */
export const timeUntil = (expression: string, zone: string, at: number): number | null => cron(expression, zone).previousRuns(1, new Date(at + 1))[0]?.getTime() ?? null;

const fields = [
  { name: 'minute', range: '0 to 59' },
  { name: 'hour', range: '0 to 23' },
  { name: 'day of the month', range: '1 to 31' },
  { name: 'month', range: '1 to 12' },
  { name: 'day of the week', range: '0 (Sunday) to 6' },
];
const wanted = 'Enter five fields (minute, hour, day of the month, month, day of the week), such as "30 2 * * *" for each night at 02:30.';
const hour = 3_600_000;
/** Any time will do, for how far apart two times on the clock lie does not change. */
const someTime = Date.UTC(2026, 0, 1);

/** Why nothing can be scheduled by it, as a sentence for its field; null: it can. */
export function expressionProblem(expression: string): string | null {
  const text = expression.trim();
  // Of the library's own: "?" stands for the time at which it is read, and so means something else after each restart.
  if (text.includes('?')) return 'Enter "*" instead of "?".';
  if (!isRead(text)) return wrongField(text);
  // Where two lie less than an hour apart, two of the first three do: each hour that it names has the same minutes.
  const times = timesAfter(text, 'UTC', someTime, 3);
  if (times.length === 0) return 'No such day ever comes: look at the day of the month and the month.';
  if (times.some((time, index) => time - (times[index - 1] ?? -hour) < hour)) return 'This is more often than once an hour. Enter one minute only, such as "30 * * * *" for each hour.';
  return null;
}

function wrongField(text: string): string {
  const values = text.split(/\s+/);
  if (values.length !== fields.length) return wanted;
  const index = values.findIndex((value, place) => !isRead(fields.map((_, at) => (at === place ? value : '*')).join(' ')));
  const field = fields[index];
  return field ? `"${values[index]}" is no ${field.name}. Enter ${field.range}, a list such as "2,4", a range such as "2-4", or "*".` : wanted;
}

function isRead(text: string): boolean {
  try {
    cron(text, 'UTC');
    return true;
  } catch {
    return false;
  }
}
