'use client';
import { useState } from 'react';
import { Controller, useForm, useWatch, type Resolver } from 'react-hook-form';
import { applyFieldErrors } from '@/components/api/field-errors';
import { useVerb } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { showHidden } from '@/components/ui/code';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { RadioCards } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import type { Silence, SilenceInput } from '@/lib/contract/alert';
import { judgeSilence, newSilence, silenceValues, whose, type SilenceValues } from './silence-values';
import { useSilenceSave } from './use-silence-save';
import { WeeklyFields } from './weekly-fields';

const resolver: Resolver<SilenceValues, unknown, SilenceInput> = (values) => {
  const { input, errors } = judgeSilence(values);
  return input ? { values: input, errors: {} } : { values: {}, errors: Object.fromEntries(Object.entries(errors).map(([name, message]) => [name, { type: 'judged', message }])) };
};

/** Adds a maintenance window, once or each week, or changes the one given. */
export function SilenceDialog({ silence = null, onClose }: { silence?: Silence | null; onClose: () => void }) {
  const { data: servers = [] } = useVerb('server.list', {});
  const [defaultValues] = useState(() => (silence ? silenceValues(silence) : newSilence()));
  const form = useForm<SilenceValues, unknown, SilenceInput>({ resolver, defaultValues });
  const { register, control, setError, formState: { errors } } = form;
  const kind = useWatch({ control, name: 'kind' });
  const { save, isPending, problem, other } = useSilenceSave(silence, { onSaved: onClose, onError: (refused) => void applyFieldErrors(refused, setError, (path) => path.replace(/\.\d+$/, '')) });
  // The chosen one stands there before the list has come.
  const names = [...new Set([...(silence?.server ? [silence.server] : []), ...servers.map(({ name }) => name)])];
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title={silence ? `Change “${silence.title}”` : 'Add a maintenance window'}
      sentence="While it lasts nothing is told. What is still ill when it ends is told then."
      footer={<><Button onClick={onClose}>Cancel</Button><Button kind="primary" type="submit" form="silence" busy={isPending && (silence ? 'Saving…' : 'Adding…')}>{silence ? 'Save the window' : 'Add the window'}</Button></>}
    >
      <form id="silence" method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void form.handleSubmit(save)(event)}>
        {problem && Object.keys(problem.fields).length === 0 && <ErrorNotice error={problem} />}
        {other && <Notice title="As it is now">{showHidden(`“${other.title}”, of ${whose(other)}. ${other.sentence}`)}</Notice>}
        <Field label="What it is for" hint="Such as “Kernel update”." error={errors.title?.message}><Input autoComplete="off" autoFocus {...register('title')} /></Field>
        <Field label="Server" error={errors.server?.message}><Select options={[{ value: '', label: 'All servers' }, ...names.map((name) => ({ value: name, label: name }))]} {...register('server')} /></Field>
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
