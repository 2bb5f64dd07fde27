'use client';
import { Controller, useWatch } from 'react-hook-form';
import { Field, FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { StageSection } from '@/components/wizard/stage-page';
import { errorOf, type FieldsProps } from './field-props';

/** How ClearML is reached: three ports over HTTP, or three names over TLS. */
export function AccessFields(props: FieldsProps) {
  const { control, register } = props.form;
  const kind = useWatch({ control, name: 'access.kind' });
  const whole = props.missing('access');
  return (
    <StageSection title="Access" sentence="How browsers, agents and SDKs reach ClearML. The same addresses are written into constants.env.">
      <Controller
        control={control} name="access.kind"
        render={({ field }) => (
          <RadioCards
            legend="Access" hideLegend columns={2} value={field.value} onChange={field.onChange}
            cards={[
              { value: 'tls', label: 'TLS names', hint: 'Recommended. A load balancer or proxy of yours ends TLS and forwards three names.' },
              { value: 'http', label: 'HTTP on three ports', hint: 'Ports 8080, 8008 and 8081. Passwords cross the network readable.' },
            ]}
          />
        )}
      />
      {kind === 'http' ? (
        <Field label="Address" hint="As browsers and agents reach the server: a name or an IP address." error={errorOf(props, 'access.address')}>
          <Input mono autoComplete="off" className="max-w-md" {...register('access.address')} />
        </Field>
      ) : (
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="Web interface" hint="Forwards to port 8080." error={errorOf(props, 'access.app')}><Input mono autoComplete="off" placeholder="app.clearml.example.com" {...register('access.app')} /></Field>
          <Field label="API" hint="Forwards to port 8008." error={errorOf(props, 'access.api')}><Input mono autoComplete="off" placeholder="api.clearml.example.com" {...register('access.api')} /></Field>
          <Field label="File server" hint="Forwards to port 8081." error={errorOf(props, 'access.files')}><Input mono autoComplete="off" placeholder="files.clearml.example.com" {...register('access.files')} /></Field>
        </div>
      )}
      {whole && <FieldError>{whole}</FieldError>}
    </StageSection>
  );
}
