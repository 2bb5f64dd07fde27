'use client';
import { set, useForm, type FieldErrors, type Resolver } from 'react-hook-form';
import { applyFieldErrors } from '@/components/api/field-errors';
import type { Problem } from '@/components/api/problem';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useDirtyGuard } from '@/components/wizard/draft';
import type { Channel, ChannelInput, ChannelKind } from '@/lib/contract/channel';
import { ChannelFields } from './channel-fields';
import { channelKinds } from './channel-kinds';
import { channelPath, channelValues, judgeChannel, type ChannelValues } from './channel-values';
import { ReachFields } from './reach-fields';

interface Props {
  kind: ChannelKind;
  /** The stored channel; null for a new one. */
  channel: Channel | null;
  action: string;
  busy: string | false;
  problem: Problem | null;
  onSave: (channel: ChannelInput, fail: (problem: Problem) => void) => void;
}

/** One channel: its name, what its kind needs, and who gets what. */
export function ChannelForm({ kind, channel, action, busy, problem, onSave }: Props) {
  const secrets = channel?.secrets ?? {};
  const resolver: Resolver<ChannelValues, unknown, ChannelInput> = (values) => {
    const { input, errors } = judgeChannel(kind, values, secrets);
    return input ? { values: input, errors: {} } : { values: {}, errors: nest(errors) };
  };
  const form = useForm<ChannelValues, unknown, ChannelInput>({ resolver, defaultValues: channelValues(kind, channel) });
  const { register, formState: { errors, isDirty }, setError } = form;
  useDirtyGuard(isDirty && !busy);
  const save = form.handleSubmit((input) => onSave(input, (failed) => void applyFieldErrors(failed, setError, channelPath)));
  return (
    <form method="post" noValidate className="flex max-w-2xl min-w-0 flex-col gap-5" onSubmit={(event) => void save(event)}>
      {problem && Object.keys(problem.fields).length === 0 && <ErrorNotice error={problem} />}
      <Field label="Name" hint="How this console calls the channel, such as “Night shift”." error={errors.name?.message}>
        <Input autoComplete="off" {...register('name')} />
      </Field>
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 text-lg font-semibold">{channelKinds[kind].label}</legend>
        <ChannelFields form={form} kind={kind} secrets={secrets} />
      </fieldset>
      <fieldset className="flex flex-col gap-5">
        <legend className="mb-2 text-lg font-semibold">Who gets what</legend>
        <ReachFields form={form} />
      </fieldset>
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" busy={busy}>{action}</Button>
        <ButtonLink href="/settings/channels">Cancel</ButtonLink>
      </div>
    </form>
  );
}

/** Sentences by dotted path, as the form library holds them. */
function nest(sentences: Readonly<Record<string, string>>): FieldErrors<ChannelValues> {
  const errors: FieldErrors<ChannelValues> = {};
  for (const [path, message] of Object.entries(sentences)) set(errors, path, { type: 'judged', message });
  return errors;
}
