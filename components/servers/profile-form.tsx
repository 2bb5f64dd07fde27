'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm, useWatch } from 'react-hook-form';
import type * as z from 'zod';
import type { Problem } from '@/components/api/problem';
import { useVerb } from '@/components/api/use-verb';
import { applyFieldErrors } from '@/components/api/field-errors';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { serverInput, type Server, type ServerInput } from '@/lib/contract/server';
import { SecretField } from './secret-field';

export type ProfileValues = z.input<typeof serverInput>;
interface Props {
  /** The profile to be edited; null for a new one. */
  server: Server | null;
  action: string;
  /** Where Cancel leads; without it there is none. */
  cancel?: string;
  busy: string | false;
  problem: Problem | null;
  onSave: (values: ServerInput, fail: (problem: Problem) => void) => void;
}

const keep = { action: 'keep' } as const;
const secrets = ['password', 'privateKey', 'passphrase', 'sudoPassword'] as const;

const valuesOf = (server: Server | null): ProfileValues => ({
  name: server?.name ?? '', address: server?.address ?? '', port: server?.port ?? 22, login: server?.login ?? '',
  auth: server?.auth ?? 'key', sudo: server?.sudo ?? 'same',
  password: keep, privateKey: keep, passphrase: keep, sudoPassword: keep,
});

/** Name, address, login, and how the console proves who it is. */
export function ProfileForm({ server, action, cancel, busy, problem, onSave }: Props) {
  const { register, control, handleSubmit, getValues, setError, formState: { errors } } = useForm<ProfileValues, unknown, ServerInput>({ resolver: zodResolver(serverInput), defaultValues: valuesOf(server) });
  const [auth, sudo, login] = useWatch({ control, name: ['auth', 'sudo', 'login'] });
  const isRoot = login.trim() === 'root';
  const { data: console_ } = useVerb('console.info', {});
  const noAgent = console_?.sshAgent === false;
  /** Also beside what the schema refuses, so that nothing comes up in a second round. */
  const showMissing = (): boolean => {
    const missing = missingSecrets(getValues(), server);
    for (const { field, message } of missing) setError(field, { message });
    return missing.length > 0;
  };
  const save = handleSubmit((values) => {
    if (showMissing()) return;
    onSave(withoutUnused(values, server), (failed) => void applyFieldErrors(failed, setError, (path) => path.replace(/^profile\./, '').replace(/\.value$/, '')));
  }, () => void showMissing());
  const secret = (name: (typeof secrets)[number], label: string, more: { hint?: string; optional?: boolean; multiline?: boolean } = {}) => (
    <Controller
      control={control}
      name={name}
      render={({ field }) => <SecretField label={label} isSet={server?.[name].isSet ?? false} value={field.value ?? keep} onChange={field.onChange} error={errors[name]?.message} {...more} />}
    />
  );

  return (
    <form method="post" noValidate className="flex max-w-2xl min-w-0 flex-col gap-5" onSubmit={(event) => void save(event)}>
      {problem && Object.keys(problem.fields).length === 0 && <ErrorNotice error={problem} />}
      <Field label="Name" hint="How this console calls the server. It is typed to confirm what destroys something." error={errors.name?.message}>
        <Input mono autoFocus={server === null} autoComplete="off" placeholder="clearml-1" {...register('name')} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-[1fr_6rem_15rem]">
        <Field label="Address" hint="A host name or an IP address." error={errors.address?.message}>
          <Input mono autoComplete="off" {...register('address')} />
        </Field>
        <Field label="SSH port" error={errors.port?.message}>
          <Input mono inputMode="numeric" autoComplete="off" {...register('port')} />
        </Field>
        <Field label="Login" hint="root, or one with sudo." error={errors.login?.message}>
          <Input mono autoComplete="off" placeholder="ubuntu" {...register('login')} />
        </Field>
      </div>
      <Controller
        control={control}
        name="auth"
        render={({ field }) => (
          <RadioCards
            legend="The console signs in with"
            value={field.value}
            onChange={field.onChange}
            columns={3}
            cards={[
              { value: 'key', label: 'A private key', hint: 'OpenSSH or PEM' },
              { value: 'password', label: 'A password', hint: 'Also where it is prompted for' },
              { value: 'agent', label: 'The SSH agent', disabled: noAgent, hint: noAgent ? 'There is none: the console was started without SSH_AUTH_SOCK' : 'Of the console’s machine' },
            ]}
          />
        )}
      />
      {auth === 'key' && secret('privateKey', 'Private key', { multiline: true, hint: 'RSA, ECDSA or Ed25519. It is stored encrypted and never sent back to a browser.' })}
      {auth === 'key' && secret('passphrase', 'Passphrase of the key', { optional: true })}
      {auth === 'password' && secret('password', 'Password', { hint: 'A wrong password is never tried twice by itself: that could lock the account.' })}
      <Controller
        control={control}
        name="sudo"
        render={({ field }) => (
          <RadioCards
            legend="To become root, sudo wants"
            value={isRoot ? 'none' : field.value}
            onChange={field.onChange}
            columns={3}
            error={errors.sudo?.message}
            cards={[
              { value: 'same', label: 'The login’s password', disabled: isRoot },
              { value: 'other', label: 'Another password', disabled: isRoot },
              { value: 'none', label: 'No password', hint: isRoot ? 'root needs no sudo' : 'NOPASSWD' },
            ]}
          />
        )}
      />
      {!isRoot && sudo === 'other' && secret('sudoPassword', 'Password for sudo')}
      {!isRoot && sudo === 'same' && auth !== 'password' && secret('password', 'Password of the login', { hint: 'Only sudo is given it; the console still signs in with the key or the agent.' })}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" busy={busy}>{action}</Button>
        {cancel && <ButtonLink href={cancel}>Cancel</ButtonLink>}
      </div>
    </form>
  );
}

type Secret = (typeof secrets)[number];
const used = ({ auth, sudo, login }: Pick<ProfileValues, 'auth' | 'sudo' | 'login'>): Record<Secret, boolean> => {
  const needsSudo = login.trim() !== 'root';
  return { password: auth === 'password' || (needsSudo && sudo === 'same'), privateKey: auth === 'key', passphrase: auth === 'key', sudoPassword: needsSudo && sudo === 'other' };
};

/** The secrets that the choices need and that are neither entered nor stored. */
function missingSecrets(values: ProfileValues, server: Server | null): { field: Secret; message: string }[] {
  const wanted = used(values);
  const words = { password: 'Enter the password.', privateKey: 'Paste the private key, or read it from a file.', sudoPassword: 'Enter the password that sudo wants.' };
  return (['privateKey', 'password', 'sudoPassword'] as const).flatMap((field) => {
    const { action } = values[field] ?? keep;
    const isThere = action === 'set' || (action === 'keep' && server?.[field].isSet);
    return wanted[field] && !isThere ? [{ field, message: words[field] }] : [];
  });
}

/** Secrets that the choices no longer use are removed from the store; root needs no sudo. */
function withoutUnused(values: ServerInput, server: Server | null): ServerInput {
  const wanted = used(values);
  const result: ServerInput = { ...values, sudo: values.login === 'root' ? 'none' : values.sudo };
  for (const name of secrets) if (!wanted[name]) result[name] = server?.[name].isSet ? { action: 'clear' } : keep;
  return result;
}
