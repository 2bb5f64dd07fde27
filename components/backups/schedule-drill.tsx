import type { UseFormReturn } from 'react-hook-form';
import { dayNames, week } from '@/components/silences/silence-values';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { NextTime } from '@/lib/contract/backup-schedule';
import type { BackupSchedulePlan } from '@/lib/contract/backup-schedule-view';
import type { ScheduleValues } from './schedule-values';
import { zonedWords } from './zoned-time';

interface Props {
  form: UseFormReturn<ScheduleValues, unknown, BackupSchedulePlan>;
  values: ScheduleValues;
  /** When one would begin; null: never, or not known yet. */
  next: NextTime | null;
}

const often = [{ value: 'off', label: 'Never by itself' }, { value: 'weekly', label: 'Every week' }, { value: 'monthly', label: 'Every month, on the first such day' }];

/** When a backup is restored beside everything else, to prove it. */
export function ScheduleDrill({ form: { register, formState: { errors } }, values, next }: Props) {
  const isOn = values.drillOften !== 'off';
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">Restore drill</legend>
      <p className="mt-1 mb-3 max-w-[68ch] text-ink-soft">The newest backup that is not proven yet is restored beside everything else, compared and removed again. It takes memory and disk of the server while it runs, and waits where there is too little; the time zone and the rest above hold for it, too.</p>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Field label="Drill a backup"><Select options={often} {...register('drillOften')} /></Field>
        {isOn && <Field label="Day of the drill" error={errors.drillDay?.message}><Select options={week.map((day) => ({ value: String(day), label: dayNames[day] ?? '' }))} {...register('drillDay')} /></Field>}
        {isOn && <Field label="Drill at" hint="Some time after the backup." error={errors.drillAt?.message}><Input type="time" {...register('drillAt')} /></Field>}
      </div>
      {isOn && next && <p className="mt-3">The next drill would begin <time dateTime={next.at}>{zonedWords(next.at, values.zone)}</time>{next.putOff === null ? '' : ', put off by a maintenance window'}.</p>}
    </fieldset>
  );
}
