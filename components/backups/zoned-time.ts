/** "Tue, Dec 1, 2026, 02:30 AM", on a clock of that zone: where a heading names the zone. `at`: ISO 8601. */
export const zonedTime = (at: string, zone: string): string =>
  new Intl.DateTimeFormat(undefined, { timeZone: zone, weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(at));

/** The same with the name of the zone behind it, as it stands in a sentence. */
export const zonedWords = (at: string, zone: string): string => `${zonedTime(at, zone)} (${zone})`;
