'use client';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { SecretField } from '@/components/servers/secret-field';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { Channel, ChannelInput, ChannelKind } from '@/lib/contract/channel';
import type { SecretInput } from '@/lib/contract/fields';
import { channelKinds, type ChannelField } from './channel-kinds';
import type { ChannelValues } from './channel-values';

export type ChannelFormApi = UseFormReturn<ChannelValues, unknown, ChannelInput>;

/** What a kind of channel needs, in the order in which it is looked up. */
export function ChannelFields({ form, kind, secrets }: { form: ChannelFormApi; kind: ChannelKind; secrets: Channel['secrets'] }) {
  const errors = form.formState.errors.settings;
  return channelKinds[kind].fields.map((field) => <OneField key={field.name} form={form} field={field} isSet={secrets[field.name]?.isSet ?? false} error={errors?.[field.name]?.message} />);
}

function OneField({ form, field, isSet, error }: { form: ChannelFormApi; field: ChannelField; isSet: boolean; error: string | undefined }) {
  const { name, label, hint, type, optional, placeholder, choices } = field;
  const path = `settings.${name}` as const;
  if (type === 'secret') {
    return (
      <Controller
        control={form.control} name={path}
        render={({ field: { value, onChange } }) => <SecretField label={label} isSet={isSet} value={value as SecretInput} onChange={onChange} error={error} {...(hint ? { hint } : {})} {...(optional ? { optional } : {})} />}
      />
    );
  }
  const control = form.register(path);
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {type === 'choice' ? <Select options={choices ?? []} {...control} />
        : type === 'list' || type === 'long' ? <Textarea mono rows={type === 'list' ? 3 : 6} autoComplete="off" placeholder={placeholder} {...control} />
        : <Input mono autoComplete="off" placeholder={placeholder} {...(type === 'number' ? { inputMode: 'numeric' as const, className: 'w-28' } : {})} {...control} />}
    </Field>
  );
}
