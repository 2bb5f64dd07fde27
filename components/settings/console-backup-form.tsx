'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { toast } from 'sonner';
import { applyFieldErrors } from '@/components/api/field-errors';
import { nestedErrors } from '@/components/api/nested-errors';
import type { Problem } from '@/components/api/problem';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordDialog } from '@/components/ui/password-dialog';
import { PasswordInput } from '@/components/ui/password-input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { ZoneSelect } from '@/components/ui/zone-select';
import { useDirtyGuard } from '@/components/wizard/draft';
import type { ConsoleBackupView } from '@/lib/contract/console-backup';
import { elsewhereWords, isAnotherPlace } from '@/lib/contract/console-backup-elsewhere';
import { ConsoleBackupElsewhere } from './console-backup-elsewhere';
import { consoleBackupValues, formPath, judgeConsoleBackup, type ConsoleBackupValues, type JudgedConsoleBackup } from './console-backup-values';
import { ConsoleBackups } from './console-backups';
import { ShownOnce } from './shown-once';

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
  /** So that a secret which was typed is shown as stored. */
  const [saves, setSaves] = useState(0);
  /** What waits for the password. */
  const [waiting, setWaiting] = useState<JudgedConsoleBackup | null>(null);
  const resolver: Resolver<ConsoleBackupValues> = (values) => {
    const { errors: wrong } = judgeConsoleBackup(view, values);
    return Object.keys(wrong).length === 0 ? { values, errors: {} } : { values: {}, errors: nestedErrors<ConsoleBackupValues>(wrong) };
  };
  const form = useForm<ConsoleBackupValues>({ resolver, defaultValues: consoleBackupValues(view) });
  const { register, control, reset, setError, handleSubmit, formState: { errors, isDirty } } = form;
  const show = (next: ConsoleBackupView) => setVerbData(client, 'console-backup.get', {}, { ...next, made: null });
  const save = useVerbMutation('console-backup.save', {
    onSuccess: (next) => {
      setWaiting(null);
      show(next);
      reset(consoleBackupValues(next));
      setSaves((count) => count + 1);
      if (next.made) setMade(next.made);
      toast('How this console is backed up is saved.');
    },
    onError: (problem) => {
      if (isPassword(problem)) return;
      setWaiting(null);
      applyFieldErrors(problem, setError, (path) => formPath(path.replace(/^backup\./, '')));
    },
  });
  const make = useVerbMutation('console-backup.make', { onSuccess: show, onError: () => void client.invalidateQueries({ queryKey: ['console-backup.get'] }) });
  useDirtyGuard(isDirty);
  const [daily, zoneNow] = useWatch({ control, name: ['isDaily', 'zone'] });
  const hasPassphrase = view.passphrase.isSet;
  const submit = handleSubmit((values) => {
    const { input } = judgeConsoleBackup(view, values);
    if (input === null) return;
    if (!isAnotherPlace(view.elsewhere?.place ?? null, input.elsewhere?.place ?? null)) return save.mutate({ backup: input });
    save.reset();
    setWaiting(input);
  });
  return (
    <div className="flex max-w-xl min-w-0 flex-col gap-4">
      <p className="text-ink-soft">Servers, their passwords, the passphrases of their backups, findings and history: all that this console knows, and its key, in one encrypted file. Without it nobody can read the backups of your servers once this machine is gone.</p>
      <form method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {save.error && Object.keys(save.error.fields).length === 0 && <ErrorNotice error={save.error} />}
        <Field label="Directory on the machine of this console" hint={`Best on another disk or a mounted share. Empty: ${view.usualDirectory}.`} error={errors.directory?.message}><Input autoComplete="off" spellCheck={false} {...register('directory')} /></Field>
        <ConsoleBackupElsewhere key={saves} form={form} stored={view.elsewhere} />
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
          {hasPassphrase && <Button busy={(make.isPending || (view.isRunning && !view.isSending)) && 'Backing up…'} onClick={() => make.mutate({})}>Back up now</Button>}
        </div>
      </form>
      {view.isRunning && <AskAgain />}
      {waiting?.elsewhere && (
        <PasswordDialog
          title="Send backups of this console elsewhere" sentence={`Each goes to ${elsewhereWords(waiting.elsewhere.place)} from now on. Whoever has it and the passphrase has all your servers.`}
          action="Try it and save" error={isPassword(save.error) ? save.error : null} isPending={save.isPending} onPassword={(password) => save.mutate({ backup: waiting, password })} onClose={() => setWaiting(null)}
        />
      )}
      <ErrorNotice error={make.error} />
      <ConsoleBackups view={view} />
    </div>
  );
}

/** Whether it is the password that was wrong: the dialog tells it, and stays. */
const isPassword = (problem: Problem | null): boolean => problem?.fields['password'] !== undefined;

/** While one is written or sent, which the console does by itself. */
function AskAgain() {
  useVerb('console-backup.get', {}, { every: 2000 });
  return null;
}
