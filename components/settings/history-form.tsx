'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { toast } from 'sonner';
import { applyFieldErrors } from '@/components/api/field-errors';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDirtyGuard } from '@/components/wizard/draft';
import { keepInput, type Keep } from '@/lib/contract/history';
import { HistoryLosses } from './history-losses';
import { HistoryCost } from './history-cost';

type Values = Record<keyof Keep, string>;
const valuesOf = ({ rawHours, shortDays, longDays }: Keep): Values => ({ rawHours: String(rawHours), shortDays: String(shortDays), longDays: String(longDays) });

/** For how long figures are kept, with what it costs and what a shorter time deletes. */
export function HistoryForm() {
  const { data: view, error } = useVerb('history.get', {});
  if (error) return <ErrorNotice error={error} />;
  if (!view) return <SkeletonRows rows={3} label="Loading how long history is kept" />;
  return <Form keep={view.keep} usual={view.usual} />;
}

function Form({ keep, usual }: { keep: Keep; usual: Keep }) {
  const client = useQueryClient();
  const [asks, setAsks] = useState<Keep | null>(null);
  const form = useForm<Values, unknown, Keep>({ resolver: zodResolver(keepInput) as unknown as Resolver<Values, unknown, Keep>, mode: 'onChange', defaultValues: valuesOf(keep) });
  const { register, control, reset, setError, formState: { errors, isDirty } } = form;
  const chosen = keepInput.safeParse(useWatch({ control })).data ?? null;
  const save = useVerbMutation('history.save', {
    onSuccess: (next) => {
      setVerbData(client, 'history.get', {}, next);
      void client.invalidateQueries({ queryKey: ['history.weigh'] });
      reset(valuesOf(next.keep));
      setAsks(null);
      toast('For how long history is kept is saved.');
    },
    /** The console refuses what deletes something until it was agreed to: then that is asked. */
    onError: (problem, input) => {
      setAsks(problem.reason === 'history.loses' ? keepInput.parse(input.keep) : null);
      applyFieldErrors(problem, setError, (path) => path.replace(/^keep\./, ''));
    },
  });
  useDirtyGuard(isDirty);
  const submit = form.handleSubmit((next) => save.mutate({ keep: next }));
  const isRefused = save.error && save.error.reason !== 'history.loses' && Object.keys(save.error.fields).length === 0;
  return (
    <form method="post" noValidate className="flex max-w-xl min-w-0 flex-col gap-4" onSubmit={(event) => void submit(event)}>
      <p className="text-ink-soft">The charts read the finest values that reach back far enough. Coarser ones have the least, the mean and the most of their time.</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="As measured, hours" hint={`Proposed: ${usual.rawHours}.`} error={errors.rawHours?.message}><Input inputMode="numeric" autoComplete="off" {...register('rawHours', { deps: ['longDays'] })} /></Field>
        <Field label="Of 5 minutes, days" hint={`Proposed: ${usual.shortDays}.`} error={errors.shortDays?.message}><Input inputMode="numeric" autoComplete="off" {...register('shortDays', { deps: ['longDays'] })} /></Field>
        <Field label="Of an hour, days" hint={`Proposed: ${usual.longDays}, two years.`} error={errors.longDays?.message}><Input inputMode="numeric" autoComplete="off" {...register('longDays')} /></Field>
      </div>
      {chosen && <HistoryCost keep={chosen} />}
      {isRefused && <ErrorNotice error={save.error} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={!isDirty} busy={save.isPending && 'Saving…'}>Save how long history is kept</Button>
        {isDirty && <Button kind="quiet" onClick={() => reset(valuesOf(keep))}>Discard</Button>}
      </div>
      {asks && <HistoryLosses keep={asks} busy={save.isPending} onClose={() => setAsks(null)} onAgree={() => save.mutate({ keep: asks, agreed: true })} />}
    </form>
  );
}
