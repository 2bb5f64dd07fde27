import { browserZone } from '@/components/channels/channel-values';
import { usualRetention } from '@/lib/contract/backup-retention';
import { noDrills, usualSchedule, type DrillSchedule } from '@/lib/contract/backup-schedule';
import { backupSchedulePlan, type BackupSchedulePlan, type BackupScheduleView } from '@/lib/contract/backup-schedule-view';
import { usualBackupLimits } from '@/lib/contract/backup-watch';

/** What the form holds, as typed: all ways to say when at once. */
export interface ScheduleValues {
  isOn: boolean;
  often: 'daily' | 'weekly' | 'hourly' | 'own';
  /** Of a day: as a time field gives it. */
  at: string;
  /** Of a week: 0 is Sunday. */
  day: string;
  /** Of an hour. */
  minute: string;
  cron: string;
  zone: string;
  jitterMinutes: string;
  catchUp: boolean;
  /** A destination's id; empty: there is none. */
  destination: string;
  /** Another one's id; empty: none. */
  copyTo: string;
  /** A pattern a line. */
  exclude: string;
  last: string;
  days: string;
  weeks: string;
  months: string;
  graceMinutes: string;
  oldestHours: string;
  provenDays: string;
  drillOften: DrillSchedule['often'];
  /** 0 is Sunday. */
  drillDay: string;
  drillAt: string;
}

/** What is saved, or what is proposed: a backup each night and a drill each week, in the zone of the browser. `first`: the destination that was added first, to which backups go until another one is chosen. */
export function scheduleValues(saved: BackupScheduleView['saved'], first = ''): ScheduleValues {
  const { isOn, cron, zone, jitterMinutes, catchUp, destination, copyTo, exclude = [] } = saved?.schedule ?? { ...usualSchedule, isOn: saved === null, zone: browserZone() };
  const { last, days, weeks, months } = saved?.retention ?? usualRetention;
  const { graceMinutes, oldestHours, provenDays } = saved?.limits ?? usualBackupLimits;
  const drill = saved?.drill ?? { ...noDrills, often: saved === null ? ('weekly' as const) : noDrills.often };
  const [minute = '', hour = '', dayOfMonth, month, day = ''] = cron.split(/\s+/);
  const isClock = /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour);
  const isAnyDate = dayOfMonth === '*' && month === '*';
  const often = !isAnyDate ? 'own' : isClock && day === '*' ? 'daily' : isClock && /^[0-6]$/.test(day) ? 'weekly' : /^\d{1,2}$/.test(minute) && hour === '*' && day === '*' ? 'hourly' : 'own';
  return {
    isOn, often, cron, zone, catchUp, copyTo,
    destination: destination || first,
    exclude: exclude.join('\n'),
    at: isClock ? `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` : '02:30',
    day: often === 'weekly' ? day : '0',
    minute: often === 'hourly' ? minute : '30',
    jitterMinutes: String(jitterMinutes),
    last: String(last), days: String(days), weeks: String(weeks), months: String(months),
    graceMinutes: String(graceMinutes), oldestHours: String(oldestHours), provenDays: String(provenDays),
    drillOften: drill.often, drillDay: String(drill.day), drillAt: drill.at,
  };
}

/** The expression that the chosen way means; empty where a time is missing. */
export function cronOf({ often, at, day, minute, cron }: ScheduleValues): string {
  if (often === 'own') return cron;
  if (often === 'hourly') return minute.trim() === '' ? '' : `${minute.trim()} * * * *`;
  const [hour, minuteOfHour] = at.split(':').map(Number);
  return hour === undefined || minuteOfHour === undefined || Number.isNaN(hour + minuteOfHour) ? '' : `${minuteOfHour} ${hour} * * ${often === 'weekly' ? day : '*'}`;
}

/** Where what is wrong with the expression is said. */
export const whenField = ({ often }: Pick<ScheduleValues, 'often'>): 'at' | 'minute' | 'cron' => (often === 'own' ? 'cron' : often === 'hourly' ? 'minute' : 'at');

type Judged = { plan: BackupSchedulePlan; errors: null } | { plan: null; errors: Record<string, string> };

/** Everything that is wrong in one round, by field; the expression itself is judged by the console. */
export function judgeSchedule(values: ScheduleValues): Judged {
  const { isOn, zone, jitterMinutes, catchUp, destination, copyTo, exclude, last, days, weeks, months, graceMinutes, oldestHours, provenDays, drillOften, drillDay, drillAt } = values;
  // An empty field is not a zero.
  const number = (text: string) => (text.trim() === '' ? null : text);
  const parsed = backupSchedulePlan.safeParse({
    schedule: { isOn, cron: cronOf(values), zone, jitterMinutes: number(jitterMinutes) ?? 'none', catchUp, destination, copyTo, ...(linesOf(exclude).length > 0 && { exclude: linesOf(exclude) }) },
    retention: { last: number(last) ?? 'none', days: number(days) ?? 'none', weeks: number(weeks) ?? 'none', months: number(months) ?? 'none' },
    limits: { graceMinutes: number(graceMinutes) ?? 'none', oldestHours: number(oldestHours) ?? 'none', provenDays: number(provenDays) ?? 'none' },
    drill: { often: drillOften, day: drillDay, at: drillAt },
  });
  if (parsed.success) return { plan: parsed.data, errors: null };
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) errors[fieldOf(path.join('.'), values)] ??= message;
  return { plan: null, errors };
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** The form's field of a path of the verb's input, such as "plan.schedule.cron". */
export function fieldOf(path: string, values: Pick<ScheduleValues, 'often'>): string {
  const [of, name = ''] = path.split('.').slice(-2);
  if (/(?:^|\.)exclude(?:\.|$)/.test(path)) return 'exclude';
  if (of === 'drill') return `drill${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return name === 'cron' ? whenField(values) : name;
}
