const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** ISO 8601 as Docker, Elasticsearch, MongoDB, Python and the journal write it, and nginx's `2026/11/30 10:00:00`. */
const iso = /(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:(Z)|([+-]\d\d):?(\d\d))?/;
/** Redis's `30 Nov 2026 10:00:00.123`, and `30/Nov/2026:10:00:00 +0000` of access logs. */
const named = /(\d\d)[ /]([A-Z][a-z]{2})[ /](\d{4})[ :](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: (Z)| ([+-]\d\d):?(\d\d))?/;
/** A time stands at the beginning of a line, or among the first fields of JSON. */
const reach = 300;

/** When the line was written, in milliseconds since 1970; UTC where it names no zone. Null when it tells no time, or one without a year. */
export function timeOf(line: string): number | null {
  const head = line.slice(0, reach);
  const [, year, month, day, ...rest] = iso.exec(head) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) return milliseconds(Number(year), Number(month) - 1, Number(day), rest);
  const [, date, name, of, ...later] = named.exec(head) ?? [];
  return date === undefined || of === undefined ? null : milliseconds(Number(of), months.indexOf(name ?? ''), Number(date), later);
}

function milliseconds(year: number, month: number, day: number, rest: readonly (string | undefined)[]): number | null {
  const [hour, minute, second, fraction = '', , zoneHours, zoneMinutes] = rest;
  if (month < 0 || month > 11 || day < 1 || day > 31) return null;
  const time = Date.UTC(year, month, day, Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0').slice(0, 3)));
  if (zoneHours === undefined) return time;
  const east = Math.abs(Number(zoneHours)) * 60 + Number(zoneMinutes);
  return time - (zoneHours.startsWith('-') ? -east : east) * 60_000;
}
