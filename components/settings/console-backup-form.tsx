'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { toast } from 'sonner';
import * as z from 'zod';
import { applyFieldErrors } from '@/components/api/field-errors';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { browserZone } from '@/components/channels/channel-values';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { ZoneSelect } from '@/components/ui/zone-select';
import { useDirtyGuard } from '@/components/wizard/draft';
import { consoleBackupInput, passphraseProblem, type ConsoleBackupView } from '@/lib/contract/console-backup';
import { ConsoleBackups } from './console-backups';
import { ShownOnce } from './shown-once';

interface Values {
  directory: string;
  isDaily: boolean;
  at: string;
  zone: string;
  keep: string;
  passphrase: string;
}
const { directory, isDaily, at, zone, keep } = consoleBackupInput.shape;
const typed = z.object({
  directory: z.string().trim().transform((text) => text || null).pipe(directory),
  isDaily,
  at,
  zone,
  keep,
  passphrase: z.string().superRefine((text, context) => {
    const message = text === '' ? null : passphraseProblem(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  }),
});
type Typed = z.output<typeof typed>;
/** Until it was saved once, the zone is that of whoever saves it. */
const valuesOf = (view: ConsoleBackupView): Values => ({ directory: view.chosen ?? '', isDaily: view.isDaily, at: view.at, zone: view.passphrase.isSet ? view.zone : browserZone(), keep: String(view.keep), passphrase: '' });

/** The backup of this console: where, how often, its passphrase, and what was written. */
export function ConsoleBackupForm() {
  const { data: view, error } = useVerb('console-backup.get', {});
  if (error) return <ErrorNotice error={error} />;
  if (!view) return <SkeletonRows rows={3} label="Loading the backups of this console" />;
  return <Form view={view} />;
}

function Form({ view }: { view: ConsoleBackupView }) {
  const client = useQueryClient();
  const [made, setMade] = useState<string | null>(null);
  const { register, control, reset, setError, handleSubmit, formState: { errors, isDirty } } = useForm<Values, unknown, Typed>({ resolver: zodResolver(typed) as unknown as Resolver<Values, unknown, Typed>, defaultValues: valuesOf(view) });
  const show = (next: ConsoleBackupView) => setVerbData(client, 'console-backup.get', {}, { ...next, made: null });
  const save = useVerbMutation('console-backup.save', {
    onSuccess: (next) => {
      show(next);
      reset(valuesOf(next));
      if (next.made) setMade(next.made);
      toast('How this console is backed up is saved.');
    },
    onError: (problem) => void applyFieldErrors(problem, setError, (path) => path.replace(/^backup\./, '')),
  });
  const make = useVerbMutation('console-backup.make', { onSuccess: show, onError: () => void client.invalidateQueries({ queryKey: ['console-backup.get'] }) });
  useDirtyGuard(isDirty);
  const [daily, zoneNow] = useWatch({ control, name: ['isDaily', 'zone'] });
  const hasPassphrase = view.passphrase.isSet;
  const submit = handleSubmit(({ passphrase, ...backup }) => save.mutate({ backup: { ...backup, passphrase: passphrase !== '' ? { action: 'set', value: passphrase } : { action: hasPassphrase ? 'keep' : 'make' } } }));
  return (
    <div className="flex max-w-xl min-w-0 flex-col gap-4">
      <p className="text-ink-soft">Servers, their passwords, the passphrases of their backups, findings and history: all that this console knows, and its key, in one encrypted file. Without it nobody can read the backups of your servers once this machine is gone.</p>
      <form method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {save.error && Object.keys(save.error.fields).length === 0 && <ErrorNotice error={save.error} />}
        <Field label="Directory on the machine of this console" hint={`Best on another disk or a mounted share. Empty: ${view.usualDirectory}.`} error={errors.directory?.message}><Input autoComplete="off" spellCheck={false} {...register('directory')} /></Field>
        <Checkbox label="Back up once a day" hint="The first at once; one that was missed while this console was off is made up for." {...register('isDaily')} />
        {daily && (
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field label="At" error={errors.at?.message}><Input type="time" {...register('at')} /></Field>
            <Field label="Time zone" error={errors.zone?.message}><ZoneSelect current={zoneNow} {...register('zone')} /></Field>
          </div>
        )}
        <Field label="Backups that are kept" error={errors.keep?.message}><Input inputMode="numeric" autoComplete="off" className="max-w-24" {...register('keep')} /></Field>
        <Field label="Passphrase" hint={hasPassphrase ? 'One is set. Empty: it stays. A new one opens only what is written from then on.' : 'Empty: one is made, and shown once.'} error={errors.passphrase?.message}><PasswordInput autoComplete="new-password" {...register('passphrase')} /></Field>
        {made && <ShownOnce title="This passphrase is shown once. Keep it elsewhere than the backups: without it nobody can open them." text={made} label="Copy the passphrase" />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={save.isPending && 'Saving…'}>Save how it is backed up</Button>
          {hasPassphrase && <Button busy={(make.isPending || view.isRunning) && 'Backing up…'} onClick={() => make.mutate({})}>Back up now</Button>}
        </div>
      </form>
      <ErrorNotice error={make.error} />
      <ConsoleBackups view={view} />
    </div>
  );
}
