import type { UseFormReturn } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { BackupSchedulePlan, BackupScheduleView } from '@/lib/contract/backup-schedule-view';
import type { ScheduleValues } from './schedule-values';

interface Props {
  form: UseFormReturn<ScheduleValues, unknown, BackupSchedulePlan>;
  values: ScheduleValues;
  places: NonNullable<BackupScheduleView['places']>;
}

/** Where scheduled backups go, and where each is copied to. */
export function SchedulePlaces({ form: { register, setValue, formState: { errors } }, values, places }: Props) {
  const option = ({ id, place }: Props['places'][number]) => ({ value: id, label: place });
  const destination = register('destination', {
    // To where it goes already it is not copied.
    onChange: ({ target }: { target: HTMLSelectElement }) => { if (target.value === values.copyTo) setValue('copyTo', '', { shouldDirty: true }); },
  });
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field label="Back up to" hint="Another one needs one complete backup, made by hand, before the schedule goes on there." error={errors.destination?.message}>
        <Select options={places.map(option)} {...destination} />
      </Field>
      <Field label="And copy to" hint="Each backup is copied once it is complete. What stays is judged at each place by itself." error={errors.copyTo?.message}>
        <Select options={[{ value: '', label: 'Nowhere else' }, ...places.filter(({ id }) => id !== values.destination).map(option)]} {...register('copyTo')} />
      </Field>
    </div>
  );
}
