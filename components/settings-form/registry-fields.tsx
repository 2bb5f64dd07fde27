'use client';
import { Controller } from 'react-hook-form';
import { SecretField } from '@/components/servers/secret-field';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { StageSection } from '@/components/wizard/stage-page';
import { errorOf, type FieldsProps } from './field-props';

/** Where the images come from, and the login that ClearML gave. */
export function RegistryFields({ isSet, ...props }: FieldsProps & { isSet: boolean }) {
  const { control, register } = props.form;
  return (
    <StageSection title="Registry" sentence="Where the server fetches the images. With a host other than Docker Hub, the image names are rewritten in the override file, as shown below.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Host" hint="Docker Hub is docker.io." error={errorOf(props, 'registryHost')}><Input mono autoComplete="off" {...register('registryHost')} /></Field>
        <Field label="Image for the proof that Docker runs" hint="From a registry that needs no login." error={errorOf(props, 'helloWorldImage')}><Input mono autoComplete="off" {...register('helloWorldImage')} /></Field>
        <Field label="User" hint="As ClearML gave it to you." error={errorOf(props, 'registryUser')}><Input mono autoComplete="off" {...register('registryUser')} /></Field>
        <Controller
          control={control} name="registryPassword"
          render={({ field }) => <SecretField label="Password or token" hint="Goes to the server by standard input." isSet={isSet} optional={!errorOf(props, 'registryPassword')} value={field.value} onChange={field.onChange} error={errorOf(props, 'registryPassword')} />}
        />
      </div>
    </StageSection>
  );
}
