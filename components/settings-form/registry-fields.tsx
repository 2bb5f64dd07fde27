'use client';
import { Controller, useWatch } from 'react-hook-form';
import { SecretField } from '@/components/servers/secret-field';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { StageSection } from '@/components/wizard/stage-page';
import { errorOf, type FieldsProps } from './field-props';

interface Props extends FieldsProps {
  /** Whether the console holds a password that was saved here. */
  isSet: boolean;
  /** The login of constants.env, proposed until settings are saved, whose password may be missing; null: it has none, or they were saved. */
  proposed: { registryHost: string; registryUser: string; registryPassword: { isSet: boolean } } | null;
}

/** Where the images come from, and the registry login. */
export function RegistryFields({ isSet, proposed, ...props }: Props) {
  const { control, register } = props.form;
  const [host, user] = useWatch({ control, name: ['registryHost', 'registryUser'] });
  // The password goes to no other registry and user than it was given for: once either is changed, it is no proposal any more.
  const isProposed = proposed !== null && host.trim() === proposed.registryHost && user.trim() === proposed.registryUser;
  const hasPassword = isProposed && proposed.registryPassword.isSet;
  const passwordFrom = hasPassword ? 'constants.env' : null;
  return (
    <StageSection title="Registry" sentence="Where the server fetches the images, with the registry login that ClearML gave you: usually one to Docker Hub. With a host other than Docker Hub, the image names are rewritten in the override file, as shown below.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Host" hint="Docker Hub is docker.io." error={errorOf(props, 'registryHost')}><Input mono autoComplete="off" {...register('registryHost')} /></Field>
        <Field label="Image for the proof that Docker runs" hint="From a registry that needs no login." error={errorOf(props, 'helloWorldImage')}><Input mono autoComplete="off" {...register('helloWorldImage')} /></Field>
        <Field label="User" hint={isProposed ? 'From constants.env. Change it if ClearML gave you another.' : 'As ClearML gave it to you.'} error={errorOf(props, 'registryUser')}><Input mono autoComplete="off" {...register('registryUser')} /></Field>
        <Controller
          control={control} name="registryPassword"
          render={({ field }) => <SecretField key={String(passwordFrom)} label="Password or token" hint="Goes to the server by standard input." isSet={isSet || hasPassword} from={passwordFrom} optional={user.trim() === ''} removable value={field.value} onChange={field.onChange} error={errorOf(props, 'registryPassword')} />}
        />
      </div>
    </StageSection>
  );
}
