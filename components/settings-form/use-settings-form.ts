'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useForm, type Resolver, type UseFormReturn } from 'react-hook-form';
import { applyFieldErrors } from '@/components/api/field-errors';
import { callVerb } from '@/components/api/call-verb';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import type { Problem } from '@/components/api/problem';
import { useDirtyGuard, writeDraft, readDraft } from '@/components/wizard/draft';
import { useInputsChanged } from '@/components/wizard/use-wizard';
import { settingsInput, type SettingsInput, type SettingsView } from '@/lib/contract/settings';
import { draftOf, formOf, type SettingsValues } from './settings-values';
import { unsavedFields } from './unsaved-fields';

export type SettingsFormApi = UseFormReturn<SettingsValues, unknown, SettingsInput>;

export interface SettingsEditor {
  form: SettingsFormApi;
  dirty: boolean;
  /** Names of the fields that differ from what is saved. */
  unsaved: readonly string[];
  saving: boolean;
  problem: Problem | null;
  /** Saves what is in the form; answers with the saved view, or null when a field was refused (it is marked). */
  save: () => Promise<SettingsView | null>;
  discard: () => void;
  /** Grows at each save: controls that hold a secret begin anew. */
  generation: number;
}

/** The form over what is saved, with the tab's unsaved draft on top. Nothing typed is lost by a refusal or a reload. */
export function useSettingsEditor(server: string, view: SettingsView): SettingsEditor {
  const client = useQueryClient();
  const inputsChanged = useInputsChanged(server);
  const key = `${server}.settings`;
  const [generation, setGeneration] = useState(0);
  // The form holds both ways of access at once; the schema takes the one that `kind` names and drops the other.
  const resolver = zodResolver(settingsInput) as unknown as Resolver<SettingsValues, unknown, SettingsInput>;
  const form = useForm<SettingsValues, unknown, SettingsInput>({ resolver, shouldFocusError: false, defaultValues: formOf(view.settings ?? view.proposed) });
  const mutation = useVerbMutation('settings.save');
  /** The version that the form shows: what somebody else saved since is not replaced unseen. A draft keeps its own over a reload. */
  const version = useRef(view.version);
  const { isDirty, dirtyFields } = form.formState;
  useDirtyGuard(isDirty);

  const { reset, subscribe, getValues } = form;
  useEffect(() => {
    const draft = readDraft<Partial<SettingsValues>>(key);
    if (draft) reset({ ...getValues(), ...draft }, { keepDefaultValues: true });
    if (draft) version.current = readDraft<string>(`${key}.version`) ?? version.current;
  }, [key, reset, getValues]);
  useEffect(() => subscribe({ formState: { values: true, isDirty: true }, callback: ({ values, isDirty: changed }) => {
    writeDraft(key, changed ? draftOf(values) : null);
    writeDraft(`${key}.version`, changed ? version.current : null);
  } }), [key, subscribe]);

  const renew = (next: SettingsView) => {
    version.current = next.version;
    reset(formOf(next.settings ?? next.proposed));
    writeDraft(key, null);
    writeDraft(`${key}.version`, null);
    setGeneration((before) => before + 1);
  };
  /** What was typed stays; the page knows what is saved now, and a second try replaces that. */
  const meetOther = async () => {
    const now = await callVerb('settings.get', { server });
    setVerbData(client, 'settings.get', { server }, now);
    version.current = now.version;
    writeDraft(`${key}.version`, now.version);
  };
  const send = async (settings: SettingsInput): Promise<SettingsView | null> => {
    try {
      const next = await mutation.mutateAsync({ server, settings, version: version.current });
      setVerbData(client, 'settings.get', { server }, next);
      renew(next);
      inputsChanged();
      return next;
    } catch (error) {
      if ((error as Problem).reason === 'changed-meanwhile') await meetOther().catch(() => undefined); // without an answer the next try is refused again
      applyFieldErrors(error as Problem, form.setError, (path) => path.replace(/^settings\./, '').replace(/\.value$/, ''));
      return null;
    }
  };
  return {
    form, dirty: isDirty, unsaved: isDirty ? unsavedFields(dirtyFields) : [], saving: mutation.isPending, generation,
    problem: mutation.error && Object.keys(mutation.error.fields).length === 0 ? mutation.error : null,
    save: () => new Promise((resolve) => void form.handleSubmit((values) => send(values).then(resolve), () => resolve(null))()),
    discard: () => renew(view),
  };
}
