'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { toast } from 'sonner';
import type * as z from 'zod';
import { applyFieldErrors } from '@/components/api/field-errors';
import { sessionIsEnding } from '@/components/api/sign-in-address';
import { reconnect } from '@/components/api/socket';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { PasswordStrength } from '@/components/ui/password-strength';
import { changePasswordInput } from '@/lib/contract/session';

/** The name field is for password managers: they file the new password under it. */
export function PasswordForm({ user }: { user: string }) {
  const { control, register, handleSubmit, setError, reset, formState: { errors } } = useForm<z.input<typeof changePasswordInput>>({ resolver: zodResolver(changePasswordInput), defaultValues: { current: '', next: '' } });
  const next = useWatch({ control, name: 'next' });
  const change = useVerbMutation('session.change-password', {
    onSuccess: () => {
      sessionIsEnding(false);
      reset();
      void reconnect(); // the session is a new one
      toast('The password is changed. Your other sessions have ended.');
    },
    onError: (problem) => {
      sessionIsEnding(false);
      applyFieldErrors(problem, setError);
    },
  });
  const save = handleSubmit((values) => {
    sessionIsEnding(true); // until the answer brings the new one
    change.mutate(values);
  });
  return (
    <form method="post" noValidate className="flex max-w-sm flex-col gap-4" onSubmit={(event) => void save(event)}>
      {change.error && Object.keys(change.error.fields).length === 0 && <ErrorNotice error={change.error} />}
      <input type="text" name="username" autoComplete="username" value={user} readOnly hidden />
      <Field label="Current password" error={errors.current?.message}>
        <PasswordInput autoComplete="current-password" {...register('current')} />
      </Field>
      <Field label="New password" hint="At least 12 characters." error={errors.next?.message}>
        <PasswordInput autoComplete="new-password" {...register('next')} />
      </Field>
      <PasswordStrength password={next} />
      <div><Button type="submit" busy={change.isPending && 'Changing…'}>Change the password</Button></div>
    </form>
  );
}
