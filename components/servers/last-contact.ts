import type { Server } from '@/lib/contract/server';

/** When the server last answered, whatever asked it: a probe, a run or a test of the connection. null: never. */
export function lastContactOf({ lastSeenAt, health }: Pick<Server, 'lastSeenAt' | 'health'>): string | null {
  const known = [lastSeenAt, health?.lastContactAt].filter((at) => typeof at === 'string').sort();
  return known.at(-1) ?? null;
}
