import { minutes } from '@/lib/core/units';

/** More than these at once are an attack: whoever is new then waits. */
const mostKnown = 50_000;

/** Whether somebody may ask once more: `most` times a minute each. What it remembers is forgotten each minute. */
export function createRateLimit(most: number, now: () => number): (who: string) => boolean {
  let began = now();
  let counts = new Map<string, number>();
  return (who) => {
    const age = now() - began;
    if (age < 0 || age >= minutes(1)) {
      began = now();
      counts = new Map();
    }
    if (counts.size >= mostKnown && !counts.has(who)) return false;
    const asked = (counts.get(who) ?? 0) + 1;
    counts.set(who, asked);
    return asked <= most;
  };
}
