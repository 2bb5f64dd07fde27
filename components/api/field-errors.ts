import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import type { Problem } from './problem';

/**
 * Writes the console's sentences to the fields of a form and moves the focus to the first.
 * `rename` maps a path of the verb's input to the form's own, such as `profile.name` to `name`.
 * Returns whether any field took one; if none did, show the problem above the form.
 */
export function applyFieldErrors<T extends FieldValues>(problem: Problem, setError: UseFormSetError<T>, rename: (path: string) => string = (path) => path): boolean {
  const entries = Object.entries(problem.fields);
  entries.forEach(([path, message], index) => {
    setError(rename(path) as FieldPath<T>, { type: 'server', message }, { shouldFocus: index === 0 });
  });
  return entries.length > 0;
}
