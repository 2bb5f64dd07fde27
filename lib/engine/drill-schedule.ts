import type { BackupSet } from '@/lib/contract/backup';
import type { BackupSchedule, DrillSchedule } from '@/lib/contract/backup-schedule';
import { isComplete, newestFirst } from './backup-sets';

/** A drill's schedule in the words of a backup's, so that both are due by the same rules. */
export function drillTimes({ often, day, at }: DrillSchedule, { zone, jitterMinutes, catchUp }: BackupSchedule): Omit<BackupSchedule, 'destination' | 'copyTo'> {
  const [hour, minute] = at.split(':').map(Number);
  // "#1": the first such day of the month.
  return { isOn: often !== 'off', cron: `${minute} ${hour} * * ${day}${often === 'monthly' ? '#1' : ''}`, zone, jitterMinutes, catchUp };
}

/** Which backup is drilled by itself: the newest complete one that is not proven yet; where all are, the newest. */
export function setToDrill(sets: readonly BackupSet[]): BackupSet | undefined {
  const complete = newestFirst(sets).filter(isComplete);
  return complete.find(({ provenAt }) => provenAt === null) ?? complete[0];
}
