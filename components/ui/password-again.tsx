import type { Problem } from '@/components/api/problem';
import { ErrorNotice } from './error-notice';
import { Field } from './field';
import { PasswordInput } from './password-input';

interface Props {
  value: string;
  onChange: (password: string) => void;
  /** Of the last try: a wrong password is told at the field, anything else above it. */
  error: Problem | null;
  autoFocus?: boolean;
}

/** The own password once more, before what an open browser alone must not do. */
export function PasswordAgain({ value, onChange, error, autoFocus = false }: Props) {
  const wrong = error?.fields.password;
  return (
    <>
      {!wrong && <ErrorNotice error={error} />}
      <Field label="Your password for this console" hint="Asked again, so that nobody at your open browser can do this." error={wrong}>
        <PasswordInput autoComplete="current-password" required autoFocus={autoFocus} value={value} onChange={(event) => onChange(event.target.value)} />
      </Field>
    </>
  );
}
