'use client';
import type { UseFormReturn } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { DestinationValues } from './destination-values';

/** What a kind of place needs. */
export function PlaceFields({ form }: { form: UseFormReturn<DestinationValues> }) {
  return (
    <Field label="Directory on the server" hint="On another file system than ClearML's data, at best another disk or a mounted share, such as /mnt/backup. It is made when it is not there." error={form.formState.errors.place?.path?.message}>
      <Input mono autoComplete="off" spellCheck={false} placeholder="/mnt/backup" {...form.register('place.path')} />
    </Field>
  );
}
