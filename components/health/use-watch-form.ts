'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm, type Resolver, type UseFormReturn } from 'react-hook-form';
import { applyFieldErrors } from '@/components/api/field-errors';
import type { Problem } from '@/components/api/problem';
import { setVerbData, useVerbMutation, verbKey } from '@/components/api/use-verb';
import { readDraft, useDirtyGuard, writeDraft } from '@/components/wizard/draft';
import type { SecretInput } from '@/lib/contract/fields';
import { watchInput, type Thresholds, type WatchInput, type WatchView } from '@/lib/contract/watch';

export interface WatchValues {
  isOn: boolean;
  thresholds: Thresholds;
  apiAccessKey: string;
  apiSecretKey: SecretInput;
}
export type WatchFormApi = UseFormReturn<WatchValues, unknown, WatchInput>;

export interface WatchEditor {
  form: WatchFormApi;
  dirty: boolean;
  saving: boolean;
  problem: Problem | null;
  /** True when it was saved; false when a field was refused (it is marked) or the console would not. */
  save: () => Promise<boolean>;
  discard: () => void;
  /** Grows at each save: a control that holds a secret begins anew. */
  generation: number;
}

const valuesOf = ({ isOn, thresholds, apiAccessKey }: WatchView): WatchValues => ({ isOn, thresholds, apiAccessKey, apiSecretKey: { action: 'keep' } });
/** What may lie in the tab's storage: all but the secret. */
const draftOf = ({ apiSecretKey: _secret, ...draft }: WatchValues): Partial<WatchValues> => draft;

/** The form over what is saved, with the tab's unsaved draft on top. */
export function useWatchForm(server: string, view: WatchView): WatchEditor {
  const client = useQueryClient();
  const [generation, setGeneration] = useState(0);
  const key = `${server}.watch`;
  const resolver = zodResolver(watchInput) as unknown as Resolver<WatchValues, unknown, WatchInput>; // the schema coerces what the form already holds as numbers
  const form = useForm<WatchValues, unknown, WatchInput>({ resolver, shouldFocusError: false, defaultValues: valuesOf(view) });
  const mutation = useVerbMutation('watch.save');
  const { isDirty } = form.formState;
  useDirtyGuard(isDirty);

  const { reset, subscribe, getValues } = form;
  useEffect(() => {
    const draft = readDraft<Partial<WatchValues>>(key);
    if (draft) reset({ ...getValues(), ...draft }, { keepDefaultValues: true });
  }, [key, reset, getValues]);
  useEffect(() => subscribe({ formState: { values: true, isDirty: true }, callback: ({ values, isDirty: changed }) => writeDraft(key, changed ? draftOf(values) : null) }), [key, subscribe]);

  const renew = (next: WatchView) => {
    reset(valuesOf(next));
    writeDraft(key, null);
    setGeneration((before) => before + 1);
  };
  const send = async (watch: WatchInput): Promise<boolean> => {
    try {
      const next = await mutation.mutateAsync({ server, watch });
      setVerbData(client, 'watch.get', { server }, next);
      renew(next);
      for (const verb of ['health.get', 'server.get'] as const) void client.invalidateQueries({ queryKey: verbKey(verb, { server }) });
      for (const verb of ['health.series', 'watch.propose']) void client.invalidateQueries({ queryKey: [verb] });
      return true;
    } catch (error) {
      applyFieldErrors(error as Problem, form.setError, (path) => path.replace(/^watch\./, '').replace(/\.value$/, ''));
      return false;
    }
  };
  return {
    form, dirty: isDirty, saving: mutation.isPending, generation,
    problem: mutation.error && Object.keys(mutation.error.fields).length === 0 ? mutation.error : null,
    save: () => new Promise((resolve) => void form.handleSubmit((values) => send(values).then(resolve), () => resolve(false))()),
    discard: () => renew(view),
  };
}
