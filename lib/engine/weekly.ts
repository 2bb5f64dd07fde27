import { addDays, atClock, fromWallTime, wallTime } from './zoned-time';

/** The last Monday at nine that is not after `at`, by the clock of `zone`. */
export function lastMondayAtNine(at: number, zone: string): number {
  const today = atClock(wallTime(at, zone), '09:00');
  const monday = addDays(today, -((new Date(today).getUTCDay() + 6) % 7));
  const nine = fromWallTime(monday, zone);
  return nine <= at ? nine : fromWallTime(addDays(monday, -7), zone);
}
