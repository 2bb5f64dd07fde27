'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, set, useForm, useWatch, type FieldErrors, type Resolver } from 'react-hook-form';
import { toast } from 'sonner';
import type * as z from 'zod';
import { applyFieldErrors } from '@/components/api/field-errors';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { SecretField } from '@/components/servers/secret-field';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDirtyGuard } from '@/components/wizard/draft';
import { tellingInput, type Telling } from '@/lib/contract/channel';
import type { SecretInput } from '@/lib/contract/fields';
import { lines } from './channel-values';
import { Part } from './part';

type Parsed = z.output<typeof tellingInput>;
interface Values {
  deadManIsOn: boolean;
  deadManUrl: SecretInput;
  deadManMinutes: string;
  allowedNetworks: string;
}

/** Dead-man's ping, and the private networks that channels may use. */
export function TellingForm() {
  const { data: telling, error } = useVerb('telling.get', {});
  // A saved form begins anew: its secret is then a stored one.
  const [generation, setGeneration] = useState(0);
  if (error) return <ErrorNotice error={error} className="mt-10" />;
  if (!telling) return <SkeletonRows rows={3} label="Loading how alerts are told" />;
  return <Form key={generation} telling={telling} onSaved={() => setGeneration(generation + 1)} />;
}

function Form({ telling, onSaved }: { telling: Telling; onSaved: () => void }) {
  const client = useQueryClient();
  const form = useForm<Values, unknown, Parsed>({ resolver: resolverOf(telling), defaultValues: { deadManIsOn: telling.deadManIsOn, deadManUrl: { action: 'keep' }, deadManMinutes: String(telling.deadManMinutes), allowedNetworks: telling.allowedNetworks.join('\n') } });
  const { register, control, setError, formState: { errors, isDirty } } = form;
  const isOn = useWatch({ control, name: 'deadManIsOn' });
  const save = useVerbMutation('telling.save', {
    onSuccess: (next) => {
      setVerbData(client, 'telling.get', {}, next);
      toast('How alerts are told is saved.');
      onSaved();
    },
    onError: (problem) => void applyFieldErrors(problem, setError, (path) => path.replace(/\.value$/, '').replace(/\.\d+$/, '')),
  });
  useDirtyGuard(isDirty);
  return (
    <form method="post" noValidate className="flex min-w-0 flex-col" onSubmit={(event) => void form.handleSubmit((input) => save.mutate(input))(event)}>
      <Part id="dead-man" title="When the console itself is dead" sentence="A dead console tells nobody that it is. So it can ask an address outside every few minutes; a service there, such as healthchecks.io or Uptime Kuma, tells you when it is asked no more.">
        <div className="flex max-w-2xl flex-col gap-5">
          <p>{telling.deadManSentence}</p>
          <Checkbox label="Ask an address outside while this console lives" {...register('deadManIsOn')} />
          {(isOn || telling.deadManUrl.isSet) && (
            <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
              <Controller control={control} name="deadManUrl" render={({ field }) => <SecretField label="Address" hint="The ping URL of the check, as the service shows it." isSet={telling.deadManUrl.isSet} removable={!isOn} value={field.value} onChange={field.onChange} error={errors.deadManUrl?.message} />} />
              <Field label="Every so many minutes" error={errors.deadManMinutes?.message}><Input inputMode="numeric" autoComplete="off" {...register('deadManMinutes')} /></Field>
            </div>
          )}
        </div>
      </Part>
      <Part id="networks" title="Private networks" sentence="Addresses of your own network are refused unless they stand here, so that a channel can’t be turned against machines behind this console. Link-local and metadata addresses (169.254.0.0/16) are refused always.">
        <div className="flex max-w-2xl flex-col gap-5">
          <Field label="Private addresses that channels may use" optional error={errors.allowedNetworks?.message} hint="One a line, such as 10.0.0.0/8 or 192.0.2.7.">
            <Textarea mono rows={3} autoComplete="off" {...register('allowedNetworks')} />
          </Field>
          {save.error && Object.keys(save.error.fields).length === 0 && <ErrorNotice error={save.error} />}
          <div><Button type="submit" busy={save.isPending && 'Saving…'}>Save</Button></div>
        </div>
      </Part>
    </form>
  );
}

const resolverOf = ({ deadManUrl }: Telling): Resolver<Values, unknown, Parsed> => (values) => {
  const parsed = tellingInput.safeParse({ ...values, allowedNetworks: lines(values.allowedNetworks) });
  const errors: FieldErrors<Values> = {};
  for (const { path, message } of parsed.error?.issues ?? []) set(errors, String(path[0]), { type: 'judged', message });
  const isMissing = values.deadManUrl.action === 'clear' || (values.deadManUrl.action === 'keep' && !deadManUrl.isSet);
  if (values.deadManIsOn && isMissing) errors.deadManUrl ??= { type: 'judged', message: 'Paste the address that is to be asked.' };
  return parsed.success && Object.keys(errors).length === 0 ? { values: parsed.data, errors: {} } : { values: {}, errors };
};
