'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm, useWatch, type Resolver } from 'react-hook-form';
import { toast } from 'sonner';
import { applyFieldErrors } from '@/components/api/field-errors';
import { useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import type { SilenceInput } from '@/lib/contract/alert';
import { judgeSilence, newSilence, type SilenceValues } from './silence-values';
import { WeeklyFields } from './weekly-fields';

const resolver: Resolver<SilenceValues, unknown, SilenceInput> = (values) => {
  const { input, errors } = judgeSilence(values);
  return input ? { values: input, errors: {} } : { values: {}, errors: Object.fromEntries(Object.entries(errors).map(([name, message]) => [name, { type: 'judged', message }])) };
};

/** Adds a maintenance window, once or each week. */
export function SilenceDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { data: servers = [] } = useVerb('server.list', {});
  const [defaultValues] = useState(newSilence);
  const form = useForm<SilenceValues, unknown, SilenceInput>({ resolver, defaultValues });
  const { register, control, setError, formState: { errors } } = form;
  const kind = useWatch({ control, name: 'kind' });
  const add = useVerbMutation('silence.add', {
    onSuccess: ({ title }) => {
      toast(`The window “${title}” is added.`);
      void client.invalidateQueries({ queryKey: ['silence.list'] });
      onClose();
    },
    onError: (problem) => void applyFieldErrors(problem, setError, (path) => path.replace(/\.\d+$/, '')),
  });
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title="Add a maintenance window"
      sentence="While it lasts nothing is told. What is still ill when it ends is told then."
      footer={<><Button onClick={onClose}>Cancel</Button><Button kind="primary" type="submit" form="silence" busy={add.isPending && 'Adding…'}>Add the window</Button></>}
    >
      <form id="silence" method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void form.handleSubmit((input) => add.mutate(input))(event)}>
        {add.error && Object.keys(add.error.fields).length === 0 && <ErrorNotice error={add.error} />}
        <Field label="What it is for" hint="Such as “Kernel update”." error={errors.title?.message}><Input autoComplete="off" autoFocus {...register('title')} /></Field>
        <Field label="Server" error={errors.server?.message}><Select options={[{ value: '', label: 'All servers' }, ...servers.map(({ name }) => ({ value: name, label: name }))]} {...register('server')} /></Field>
        <Controller
          control={control} name="kind"
          render={({ field }) => <RadioCards legend="How often" columns={2} value={field.value} onChange={field.onChange} cards={[{ value: 'once', label: 'Once' }, { value: 'weekly', label: 'Every week' }]} />}
        />
        {kind === 'once' ? (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="From" hint="In your own time zone." error={errors.from?.message}><Input type="datetime-local" {...register('from')} /></Field>
            <Field label="To" error={errors.to?.message}><Input type="datetime-local" {...register('to')} /></Field>
          </div>
        ) : <WeeklyFields form={form} />}
      </form>
    </Dialog>
  );
}
