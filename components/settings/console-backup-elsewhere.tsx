'use client';
import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { useVerbMutation } from '@/components/api/use-verb';
import { ShownHostKey } from '@/components/backups/shown-host-key';
import { SecretField } from '@/components/servers/secret-field';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { ElsewhereView } from '@/lib/contract/console-backup-elsewhere';
import type { ConsoleBackupValues } from './console-backup-values';

const logins = [{ value: 'key', label: 'A private key' }, { value: 'password', label: 'A password' }] as const;
const secrets = {
  key: { label: 'Private key', hint: 'One made for this alone, without a passphrase of its own.', multiline: true },
  password: { label: 'Password', hint: 'It is stored encrypted, and never shown again.', multiline: false },
} as const;

/** Whether each backup is also sent to another machine, and how the console signs in there. */
export function ConsoleBackupElsewhere({ form, stored }: { form: UseFormReturn<ConsoleBackupValues>; stored: ElsewhereView | null }) {
  const { register, control, formState: { errors } } = form;
  const [isElsewhere, login] = useWatch({ control, name: ['isElsewhere', 'login'] });
  const ask = useVerbMutation('console-backup.host-key');
  const words = secrets[login];
  const text = { mono: true, autoComplete: 'off', spellCheck: false } as const;
  return (
    <>
      <Checkbox label="Send each to another machine by SFTP, too" hint="What takes this machine away leaves those. The directory above still holds them as well." {...register('isElsewhere')} />
      {isElsewhere && (
        <div role="group" aria-label="The other machine" className="flex flex-col gap-4 border-l-2 border-line pl-4">
          <Field label="Host" hint="As this console reaches it." error={errors.sftp?.host?.message}><Input {...text} placeholder="nas.example.com" {...register('sftp.host')} /></Field>
          <Field label="Port" error={errors.sftp?.port?.message}><Input {...text} inputMode="numeric" className="w-28" {...register('sftp.port')} /></Field>
          <Field label="User" error={errors.sftp?.user?.message}><Input {...text} placeholder="backup" {...register('sftp.user')} /></Field>
          <Field label="Directory there" hint="It must be there already. Without “/” at its beginning it lies in the home directory of the user." error={errors.sftp?.path?.message}><Input {...text} placeholder="/srv/backups/console" {...register('sftp.path')} /></Field>
          <Controller
            control={control} name="sftp.hostKey"
            render={({ field: { value, onChange } }) => <ShownHostKey asked={{ isPending: ask.isPending, error: ask.error, key: ask.data }} onAsk={() => ask.mutate({ host: form.getValues('sftp.host').trim(), port: Number(form.getValues('sftp.port')) })} value={value} onChange={onChange} error={errors.sftp?.hostKey?.message} />}
          />
          <Field label="Sign in with" error={errors.login?.message}><Select options={logins} {...register('login', { onChange: () => form.setValue('secret', { action: 'keep' }) })} /></Field>
          <Controller
            key={login} control={control} name="secret"
            render={({ field: { value, onChange } }) => <SecretField label={words.label} hint={words.hint} multiline={words.multiline} isSet={stored?.place.login === login} value={value} onChange={onChange} error={errors.secret?.message} />}
          />
        </div>
      )}
    </>
  );
}
