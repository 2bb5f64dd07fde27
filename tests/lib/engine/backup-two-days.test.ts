import { expect, it } from 'vitest';
import { usualRetention } from '@/lib/contract/backup-retention';
import { usualSchedule } from '@/lib/contract/backup-schedule';
import { twoDaysProblem } from '@/lib/engine/backup-two-days';

const none = { last: 0, days: 0, weeks: 0, months: 0 };
const by = (cron: string, isOn = true) => ({ ...usualSchedule, isOn, cron, zone: 'Europe/Berlin' });

it.each([
  [usualRetention, by('30 2 * * *'), true],
  [{ ...none, last: 1 }, by('30 2 * * *'), false],
  [{ ...none, last: 2 }, by('30 2 * * *'), true],
  // An hour apart, the last ones are of one day until there are 25.
  [{ ...none, last: 24 }, by('0 * * * *'), false],
  [{ ...none, last: 26 }, by('0 * * * *'), true],
  [{ ...none, last: 24, days: 2 }, by('0 * * * *'), true],
  [{ ...none, days: 1, weeks: 1, months: 1 }, by('0 * * * *'), false],
  [{ ...none, weeks: 2 }, by('0 3 * * 1'), true],
  [{ ...none, last: 1 }, null, false],
  [{ ...none, last: 2 }, null, true],
  // Off, or not to be read: nothing is known of when.
  [{ ...none, last: 2 }, by('0 * * * *', false), true],
  [{ ...none, last: 2 }, by('nonsense'), true],
] as const)('of %j by %j two days stay: %s', (policy, schedule, stay) => {
  expect(twoDaysProblem(policy, schedule, Date.UTC(2026, 10, 30)) === null).toBe(stay);
});
