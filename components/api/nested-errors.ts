import { set, type FieldErrors, type FieldValues } from 'react-hook-form';

/** Sentences by dotted path, as the form library holds them. */
export function nestedErrors<T extends FieldValues>(sentences: Readonly<Record<string, string>>): FieldErrors<T> {
  const errors: FieldErrors<T> = {};
  for (const [path, message] of Object.entries(sentences)) set(errors, path, { type: 'judged', message });
  return errors;
}
