import { minutes, seconds } from '@/lib/core/units';

const longest = minutes(60);
const mostAttempts = 12;
const mostAge = minutes(24 * 60);

/**
 * When to try again after `attempts`; null: given up. Twice as long each time, from half a minute to an hour, a fifth more or less
 * so that what failed together is not tried together.
 * @param chance between 0 and 1
 */
export function nextAttempt(attempts: number, createdAt: number, at: number, chance: number): number | null {
  if (attempts >= mostAttempts || at - createdAt > mostAge) return null;
  return Math.round(at + Math.min(seconds(30) * 2 ** (attempts - 1), longest) * (0.8 + 0.4 * chance));
}

/** Whether it is time. A clock that was set back must not make a message wait for longer than it ever would. */
export const isDue = (nextAt: number | null, at: number, isHeld: boolean): boolean => nextAt === null || nextAt <= at || nextAt - at > (isHeld ? mostAge + minutes(120) : longest * 1.5);
