'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type * as z from 'zod';
import { applyFieldErrors } from '@/components/api/field-errors';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { CommandText } from '@/components/ui/code';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { signInInput } from '@/lib/contract/session';

/** `next` is a path of this console; the page has checked it. `resetCommand` sets a new password. */
export function SignInForm({ next, resetCommand }: { next: string; resetCommand: string }) {
  const { register, handleSubmit, setError, resetField, setFocus, formState: { errors } } = useForm<z.input<typeof signInInput>>({ resolver: zodResolver(signInInput), defaultValues: { name: '', password: '' } });
  const signIn = useVerbMutation('session.sign-in', {
    onSuccess: () => window.location.assign(next),
    onError: (problem) => {
      if (applyFieldErrors(problem, setError)) return;
      resetField('password');
      setFocus('password');
    },
  });
  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void handleSubmit((values) => signIn.mutate(values))(event)}>
      {signIn.error && Object.keys(signIn.error.fields).length === 0 && <ErrorNotice error={signIn.error} />}
      <Field label="Name" error={errors.name?.message}>
        <Input autoComplete="username" autoFocus {...register('name')} />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...register('password')} />
      </Field>
      <Button kind="primary" type="submit" busy={(signIn.isPending || signIn.isSuccess) && 'Signing in…'}>Sign in</Button>
      <Disclosure title="The password is lost">
        <p className="mb-2 text-ink-soft">Whoever can run commands where the console runs can set a new one. In the console&apos;s own folder:</p>
        <CommandText text={resetCommand} label="Command to reset a password" prompt="$" />
      </Disclosure>
    </form>
  );
}
