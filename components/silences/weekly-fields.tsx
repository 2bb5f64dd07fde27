'use client';
import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field, FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { ZoneSelect } from '@/components/ui/zone-select';
import type { SilenceInput } from '@/lib/contract/alert';
import { dayNames, week, type SilenceValues } from './silence-values';

/** Days, time, length and zone of a window that comes back. */
export function WeeklyFields({ form }: { form: UseFormReturn<SilenceValues, unknown, SilenceInput> }) {
  const { control, register, formState: { errors } } = form;
  const zone = useWatch({ control, name: 'zone' });
  const error = errors.days?.message;
  return (
    <>
      <Controller
        control={control} name="days"
        render={({ field }) => (
          <fieldset aria-describedby={error ? 'days-error' : undefined}>
            <legend className="mb-1 font-medium">Days</legend>
            <div className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
              {week.map((day) => <Checkbox key={day} label={dayNames[day]} checked={field.value.includes(day)} onChange={({ target }) => field.onChange(target.checked ? [...field.value, day] : field.value.filter((each) => each !== day))} />)}
            </div>
            {error && <FieldError id="days-error">{error}</FieldError>}
          </fieldset>
        )}
      />
      <div className="grid gap-4 sm:grid-cols-[8rem_6rem_1fr]">
        <Field label="At" error={errors.at?.message}><Input type="time" {...register('at')} /></Field>
        <Field label="Minutes" error={errors.minutes?.message}><Input inputMode="numeric" autoComplete="off" {...register('minutes')} /></Field>
        <Field label="Time zone" error={errors.zone?.message}><ZoneSelect current={zone} {...register('zone')} /></Field>
      </div>
    </>
  );
}
