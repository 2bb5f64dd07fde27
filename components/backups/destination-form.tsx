'use client';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Controller, useForm, useWatch, type Resolver, type UseFormReturn } from 'react-hook-form';
import { applyFieldErrors } from '@/components/api/field-errors';
import { nestedErrors } from '@/components/api/nested-errors';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { RadioCards, type RadioCard } from '@/components/ui/radio-cards';
import type { BackupDestination } from '@/lib/contract/backup-destination';
import { destinationValues, formPath, judgeDestination, type DestinationValues } from './destination-values';
import { PlaceFields } from './place-fields';
import type { PlaceValues } from './place-values';
import { placeWords } from './place-words';

/** A destination that was just saved, and the passphrase that is to be kept; null: it stayed as it was. */
export interface SavedDestination {
  readonly destination: BackupDestination;
  readonly passphrase: string | null;
}

interface Props {
  server: string;
  /** The stored one; null for a new one. */
  destination: BackupDestination | null;
  action: string;
  onSaved: (saved: SavedDestination) => void;
  onCancel?: () => void;
  /** Backups that were made elsewhere lie there: their passphrase is entered, and must open them. */
  holdsBackups?: boolean;
  /** Beside a refusal of this reason: what can be done about it. `again` sends once more what is entered. */
  remedyOf?: (reason: string | undefined, again: () => void) => ReactNode;
}

const make: RadioCard<DestinationValues['how']> = { value: 'make', label: 'Have one made', hint: '24 random letters and digits. It is shown then, to be kept.' };
const enter: RadioCard<DestinationValues['how']> = { value: 'set', label: 'Enter one', hint: '16 characters or more. Whoever takes the backups can guess for years.' };
const keep: RadioCard<DestinationValues['how']> = { value: 'keep', label: 'Keep the stored one', hint: 'What lies there already opens with it.' };

/** Where backups go, and the passphrase that encrypts them. */
export function DestinationForm({ server, destination, action, onSaved, onCancel, holdsBackups = false, remedyOf }: Props) {
  const client = useQueryClient();
  const id = destination?.id ?? null;
  const resolver: Resolver<DestinationValues> = (values) => {
    const { errors } = judgeDestination(id, values, holdsBackups);
    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors: nestedErrors<DestinationValues>(errors) };
  };
  const form = useForm<DestinationValues>({ resolver, defaultValues: { ...destinationValues(destination), ...(holdsBackups ? { how: 'set' as const } : {}) } });
  const how = useWatch({ control: form.control, name: 'how' });
  const save = useVerbMutation('backup-destination.save', {
    onSuccess: ({ destination: saved, made }, { destination: { passphrase } }) => {
      void client.invalidateQueries({ queryKey: ['backup-destination.list'] });
      onSaved({ destination: saved, passphrase: made ?? (passphrase?.action === 'set' ? passphrase.value : null) });
    },
    onError: (problem) => void applyFieldErrors(problem, form.setError, (path) => formPath(form.getValues('kind'), path)),
  });
  const submit = form.handleSubmit((values) => save.mutate({ server, destination: judgeDestination(id, values, holdsBackups).input }));
  const problem = save.error && Object.keys(save.error.fields).length === 0 ? save.error : null;
  // A repository that lies there opens with what it was made with: none can be made for it.
  const cards = destination === null ? [make, enter] : destination.repositoryId === null ? [keep, make, enter] : [keep, { ...enter, hint: 'Only one that opens what lies there: after it was changed by restic itself.' }];
  return (
    <form method="post" noValidate aria-label={destination ? `Edit ${placeWords(destination.place)}` : 'A new destination'} className="flex max-w-2xl min-w-0 flex-col gap-5" onSubmit={(event) => void submit(event)}>
      <ErrorNotice error={problem} action={problem && remedyOf?.(problem.reason, () => void submit())} />
      <PlaceFields form={form as unknown as UseFormReturn<PlaceValues>} server={server} storedSecretOf={destination?.secret.isSet === true ? destination.place.kind : null} />
      {!holdsBackups && <Controller control={form.control} name="how" render={({ field }) => <RadioCards legend="Passphrase" columns={cards.length === 3 ? 3 : 2} value={field.value} onChange={field.onChange} cards={cards} error={how === 'set' ? undefined : form.formState.errors.passphrase?.message} />} />}
      {how === 'set' && (
        <Field label="The passphrase" {...(holdsBackups ? { hint: 'That with which the backups were made. It stands on their recovery sheet.' } : {})} error={form.formState.errors.passphrase?.message}>
          <PasswordInput autoComplete="new-password" {...form.register('passphrase')} />
        </Field>
      )}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" busy={save.isPending && 'Saving…'}>{action}</Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}
