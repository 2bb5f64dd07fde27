import { wallTime } from './zoned-time';

/** "2026-11-30 02:30 (Europe/Berlin)"; `at` in milliseconds since 1970. */
export const zonedWords = (at: number, zone: string): string => `${new Date(wallTime(at, zone)).toISOString().slice(0, 16).replace('T', ' ')} (${zone})`;
