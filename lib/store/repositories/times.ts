/** A stored date as ISO 8601 in UTC: what leaves the store is plain text. */
export function iso(date: Date): string {
  return date.toISOString();
}

export function isoOrNull(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
