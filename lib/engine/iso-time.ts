/** The last millisecond of the year 9999: later ones are written in another form. */
const last = 253_402_300_799_999;

/** ISO 8601 of milliseconds since 1970; null of what no log of ours can mean. A server chooses the times that it tells. */
export const isoTime = (at: number | null): string | null => (at !== null && at >= 0 && at <= last ? new Date(at).toISOString() : null);
