'use client';
import { Controller, useWatch } from 'react-hook-form';
import { useVerb } from '@/components/api/use-verb';
import { Checkbox } from '@/components/ui/checkbox';
import { Field, FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { ZoneSelect } from '@/components/ui/zone-select';
import type { ChannelFormApi } from './channel-fields';

/** Who gets what, and when: severity, servers, quiet hours. */
export function ReachFields({ form }: { form: ChannelFormApi }) {
  const { control, register, formState: { errors } } = form;
  const [isQuiet, zone] = useWatch({ control, name: ['isQuiet', 'quiet.zone'] });
  return (
    <>
      <Controller
        control={control} name="least"
        render={({ field }) => (
          <RadioCards
            legend="It is told of" columns={2} value={field.value} onChange={field.onChange}
            cards={[{ value: 'warn', label: 'Warnings and failures', hint: 'And of what could not be asked for a while.' }, { value: 'fail', label: 'Failures only', hint: 'What stops people from working.' }]}
          />
        )}
      />
      <ServersField form={form} />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 font-medium">Quiet hours</legend>
        <Checkbox label="Warnings wait until the quiet hours are over" hint="Failures are told at once." {...register('isQuiet')} />
        {isQuiet && (
          <div className="grid gap-4 pl-6.5 sm:grid-cols-[8rem_8rem_1fr]">
            <Field label="From" error={errors.quiet?.from?.message}><Input type="time" {...register('quiet.from')} /></Field>
            <Field label="To" error={errors.quiet?.to?.message}><Input type="time" {...register('quiet.to')} /></Field>
            <Field label="Time zone" error={errors.quiet?.zone?.message}><ZoneSelect current={zone} {...register('quiet.zone')} /></Field>
          </div>
        )}
      </fieldset>
      <Checkbox label="Send a test message every Monday at nine" hint="So that a channel that has died is noticed before it is needed." {...register('weeklyTest')} />
      <Checkbox label="This channel is on" hint="Off: nothing is sent to it, and its settings stay." {...register('isOn')} />
    </>
  );
}

function ServersField({ form }: { form: ChannelFormApi }) {
  const { control, formState: { errors } } = form;
  const scope = useWatch({ control, name: 'scope' });
  const { data: servers = [] } = useVerb('server.list', {});
  const error = errors.servers?.message;
  return (
    <div className="flex flex-col gap-3">
      <Controller
        control={control} name="scope"
        render={({ field }) => <RadioCards legend="Of which servers" columns={2} value={field.value} onChange={field.onChange} cards={[{ value: 'all', label: 'All servers', hint: 'Also those that are connected later.' }, { value: 'some', label: 'Some servers' }]} />}
      />
      {scope === 'some' && (
        <Controller
          control={control} name="servers"
          render={({ field }) => (
            <fieldset className="flex flex-wrap gap-x-6 gap-y-2 pl-6.5" aria-describedby={error ? 'servers-error' : undefined}>
              <legend className="sr-only">The servers</legend>
              {[...new Set([...servers.map(({ name }) => name), ...field.value])].map((name) => (
                <Checkbox key={name} label={name} checked={field.value.includes(name)} onChange={({ target }) => field.onChange(target.checked ? [...field.value, name] : field.value.filter((each) => each !== name))} />
              ))}
            </fieldset>
          )}
        />
      )}
      {error && <FieldError id="servers-error">{error}</FieldError>}
    </div>
  );
}
