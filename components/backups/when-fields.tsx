'use client';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { dayNames, week } from '@/components/silences/silence-values';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import { ZoneSelect } from '@/components/ui/zone-select';
import type { BackupSchedulePlan } from '@/lib/contract/backup-schedule-view';
import { cronOf, type ScheduleValues } from './schedule-values';

interface Props {
  form: UseFormReturn<ScheduleValues, unknown, BackupSchedulePlan>;
  values: ScheduleValues;
  /** What is wrong with the time, or with the expression. */
  error: string | undefined;
}

/** How often, at what time, in which zone. */
export function WhenFields({ form: { control, register, setValue, formState: { errors } }, values, error }: Props) {
  const { often } = values;
  return (
    <>
      <Controller
        control={control} name="often"
        render={({ field }) => (
          <RadioCards
            legend="How often" columns={2} value={field.value}
            onChange={(next) => {
              // One's own expression begins as what was chosen before.
              if (next === 'own') setValue('cron', cronOf(values));
              field.onChange(next);
            }}
            cards={[{ value: 'daily', label: 'Every day' }, { value: 'weekly', label: 'Every week' }, { value: 'hourly', label: 'Every hour' }, { value: 'own', label: 'A cron expression' }]}
          />
        )}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {often === 'weekly' && <Field label="Day"><Select options={week.map((day) => ({ value: String(day), label: dayNames[day] ?? '' }))} {...register('day')} /></Field>}
        {(often === 'daily' || often === 'weekly') && <Field label="At" hint="At night, when few work with ClearML." error={error}><Input type="time" {...register('at')} /></Field>}
        {often === 'hourly' && <Field label="Minute of the hour" error={error}><Input inputMode="numeric" autoComplete="off" {...register('minute')} /></Field>}
        {often === 'own' && <Field label="Cron expression" hint="Minute, hour, day of the month, month, day of the week; once an hour at most." error={error}><Input mono autoComplete="off" spellCheck={false} {...register('cron')} /></Field>}
        <Field label="Time zone" error={errors.zone?.message}><ZoneSelect current={values.zone} {...register('zone')} /></Field>
        <Field label="Later by, minutes at most" hint="So that not all servers begin at once; always the same for this one." error={errors.jitterMinutes?.message}><Input inputMode="numeric" autoComplete="off" {...register('jitterMinutes')} /></Field>
      </div>
      <Checkbox label="Make up for a missed backup" hint="By one, when the console was not running at the time." {...register('catchUp')} />
    </>
  );
}
