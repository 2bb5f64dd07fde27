'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type * as z from 'zod';
import { applyFieldErrors } from '@/components/api/field-errors';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { PasswordStrength } from '@/components/ui/password-strength';
import { setupInput } from '@/lib/contract/session';

type Values = z.input<typeof setupInput>;

/** The first admin. The token may come after a "#", which no server and no log ever sees; it is taken out of the address at once. */
export function SetupForm() {
  const { control, register, handleSubmit, setError, setValue, formState: { errors } } = useForm<Values>({ resolver: zodResolver(setupInput), defaultValues: { token: '', name: '', password: '' } });
  const setup = useVerbMutation('session.setup', {
    onSuccess: () => window.location.assign('/'),
    onError: (problem) => void applyFieldErrors(problem, setError),
  });
  const password = useWatch({ control, name: 'password' });
  useEffect(() => {
    const token = decodeURIComponent(window.location.hash.slice(1)).replace(/^token=/, '');
    if (!token) return;
    setValue('token', token);
    window.history.replaceState(null, '', window.location.pathname);
  }, [setValue]);

  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void handleSubmit((values) => setup.mutate(values))(event)}>
      {setup.error && Object.keys(setup.error.fields).length === 0 && <ErrorNotice error={setup.error} />}
      <Field label="Set-up token" hint="The console printed it in its terminal when it started." error={errors.token?.message}>
        <PasswordInput mono autoComplete="one-time-code" {...register('token')} />
      </Field>
      <Field label="Your name" hint="To sign in with, such as your login on your laptop." error={errors.name?.message}>
        <Input autoComplete="username" {...register('name')} />
      </Field>
      <Field label="Password" hint="At least 12 characters. A few words in a row are good." error={errors.password?.message}>
        <PasswordInput autoComplete="new-password" {...register('password')} />
      </Field>
      <PasswordStrength password={password} />
      <Button kind="primary" type="submit" busy={(setup.isPending || setup.isSuccess) && 'Creating the admin…'}>Create the first admin</Button>
    </form>
  );
}
