import type { FieldPath } from 'react-hook-form';
import type { SettingsValues } from './settings-values';
import type { SettingsFormApi } from './use-settings-form';

export interface FieldsProps {
  form: SettingsFormApi;
  /** What the saved settings lack, by field. */
  missing: (name: string) => string | undefined;
}

/** The sentence at a field: what was typed wrong, else what is missing. */
export function errorOf({ form, missing }: FieldsProps, name: FieldPath<SettingsValues>): string | undefined {
  const { error, isDirty } = form.getFieldState(name, form.formState);
  return error?.message ?? (isDirty ? undefined : missing(name));
}
