import type { RetentionPolicy } from '@/lib/contract/backup-retention';
import type { BackupSchedule } from '@/lib/contract/backup-schedule';
import { expressionProblem, timesAfter } from './backup-expression';
import { wallTime } from './zoned-time';

const day = 86_400_000;
/** Windows of times that are tried: of a backup an hour, more than a week. */
const tried = 200;

/**
 * Whether backups of less than two days stay, which ClearML's guide wants at least: a sentence that says so, or null.
 * Days, weeks and months each keep the newest of another day from 2 on; the last ones do where they never all lie on one.
 * @param schedule null, or one that is off: one backup a day is assumed
 * @param now milliseconds since 1970
 */
export function twoDaysProblem({ last, days, weeks, months }: RetentionPolicy, schedule: BackupSchedule | null, now: number): string | null {
  if (Math.max(days, weeks, months) >= 2 || spansDays(last, schedule, now)) return null;
  return 'Less than two days of backups stay. The guide wants two at least: what is found broken tomorrow is in each of them. Enter 2 days or more.';
}

function spansDays(last: number, schedule: BackupSchedule | null, now: number): boolean {
  if (!schedule?.isOn || expressionProblem(schedule.cron) !== null) return last >= 2;
  const dates = timesAfter(schedule.cron, schedule.zone, now, tried + last).map((at) => Math.floor(wallTime(at, schedule.zone) / day));
  return last >= 2 && dates.every((date, at) => at + last > dates.length || dates[at + last - 1] !== date);
}
