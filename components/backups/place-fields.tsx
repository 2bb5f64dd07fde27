'use client';
import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { SecretField } from '@/components/servers/secret-field';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { placeKinds, secretWords } from './place-kinds';
import { PinnedHostKey } from './pinned-host-key';
import type { PlaceKind, PlaceValues } from './place-values';

interface Props {
  /** Of a form whose values include `PlaceValues`; its errors stand at "sftp.host", "secret" and so on (`placePath`). */
  form: UseFormReturn<PlaceValues>;
  server: string;
  /** The kind of the stored destination whose secret is stored; null: none is. */
  storedSecretOf: PlaceKind | null;
}

/** Where backups go: the kind, what that needs, and the secret that the place asks for. */
export function PlaceFields({ form, server, storedSecretOf }: Props) {
  const { register, control, formState: { errors } } = form;
  const kind = useWatch({ control, name: 'kind' });
  const words = secretWords[kind];
  return (
    <>
      <Field label="Kind of place" hint={placeKinds[kind].what}>
        <Select options={(Object.keys(placeKinds) as PlaceKind[]).map((value) => ({ value, label: placeKinds[value].label }))} {...register('kind')} />
      </Field>
      {placeKinds[kind].fields.map(({ name, label, hint, placeholder, optional, isNumber }) => {
        const at = `${kind}.${name}` as 'sftp.host';
        return (
          <Field key={at} label={label} hint={hint} error={form.getFieldState(at, form.formState).error?.message} {...(optional ? { optional } : {})}>
            <Input mono autoComplete="off" spellCheck={false} placeholder={placeholder} {...(isNumber ? { inputMode: 'numeric' as const, className: 'w-28' } : {})} {...register(at)} />
          </Field>
        );
      })}
      {kind === 'sftp' && <Controller control={control} name="sftp.hostKey" render={({ field: { value, onChange } }) => <PinnedHostKey form={form} server={server} value={value} onChange={onChange} error={errors.sftp?.hostKey?.message} />} />}
      {words && (
        <Controller
          key={kind} control={control} name="secret"
          render={({ field: { value, onChange } }) => <SecretField label={words.label} hint={words.hint} isSet={storedSecretOf === kind} value={value} onChange={onChange} error={errors.secret?.message} {...(words.multiline ? { multiline: true } : {})} {...(words.optional ? { optional: true } : {})} />}
        />
      )}
    </>
  );
}
