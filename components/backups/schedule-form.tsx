'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { toast } from 'sonner';
import { applyFieldErrors } from '@/components/api/field-errors';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { useDirtyGuard } from '@/components/wizard/draft';
import type { BackupSchedulePlan, BackupScheduleView } from '@/lib/contract/backup-schedule-view';
import { NextTimes } from './next-times';
import { RetentionCalendar } from './retention-calendar';
import { ScheduleDrill } from './schedule-drill';
import { SchedulePlaces } from './schedule-places';
import { fieldOf, judgeSchedule, scheduleValues, whenField, type ScheduleValues } from './schedule-values';
import { WhenFields } from './when-fields';
import { WithoutRedis } from './without-redis';

const resolver: Resolver<ScheduleValues, unknown, BackupSchedulePlan> = (values) => {
  const { plan, errors } = judgeSchedule(values);
  return plan ? { values: plan, errors: {} } : { values: {}, errors: Object.fromEntries(Object.entries(errors).map(([name, message]) => [name, { type: 'judged', message }])) };
};

const retention = [['last', 'The last'], ['days', 'Days'], ['weeks', 'Weeks'], ['months', 'Months']] as const;
const limits = [
  ['graceMinutes', 'Late after, minutes', 'When one that was due has not begun.'],
  ['oldestHours', 'Old after, hours', 'When the newest complete one is as old.'],
  ['provenDays', 'Not proven for, days', 'When none was restored by a drill for so long.'],
] as const;

/** The form over what is saved, with what it would do before it is saved. */
export function ScheduleForm({ server, view }: { server: string; view: BackupScheduleView }) {
  const client = useQueryClient();
  const places = view.places ?? [];
  const valuesOf = (saved: BackupScheduleView['saved']) => scheduleValues(saved, places[0]?.id);
  const form = useForm<ScheduleValues, unknown, BackupSchedulePlan>({ resolver, mode: 'onChange', defaultValues: valuesOf(view.saved) });
  const { register, control, reset, setError, getValues, formState: { errors, isDirty } } = form;
  const values = useWatch({ control }) as ScheduleValues;
  const { plan } = judgeSchedule(values);
  const asked = plan ?? judgeSchedule(scheduleValues(null)).plan!;
  const { data: preview, error: unseen } = useVerb('backup-schedule.preview', { server, schedule: asked.schedule, retention: asked.retention, drill: asked.drill }, { enabled: plan !== null, keepPrevious: true, every: 30_000 });
  const save = useVerbMutation('backup-schedule.save', {
    onSuccess: (next) => {
      setVerbData(client, 'backup-schedule.get', { server }, next);
      reset(valuesOf(next.saved));
      void client.invalidateQueries({ queryKey: ['backup-destination.list'] });
      toast('The schedule of the backups is saved.');
    },
    onError: (problem) => void applyFieldErrors(problem, setError, (path) => fieldOf(path, getValues())),
  });
  useDirtyGuard(isDirty);
  const isNew = view.saved === null || view.saved.schedule === null || view.saved.retention === null;
  // As long as the preview is of what stands there, its sentence goes to the field.
  const problem = plan ? (preview?.problem ?? undefined) : undefined;
  const whenError = errors[whenField(values)]?.message ?? problem;
  return (
    <form method="post" noValidate className="flex min-w-0 flex-col gap-6" onSubmit={(event) => void form.handleSubmit((input) => save.mutate({ server, plan: input }))(event)}>
      <Checkbox label="Back up by this schedule" hint="Off, nothing begins by itself; what stays and when somebody is told holds all the same." {...register('isOn')} />
      <WhenFields form={form} values={values} error={whenError} />
      {places.length > 1 && <SchedulePlaces form={form} values={values} places={places} />}
      <Field label="Leave out these files" optional hint="Paths below the top of the file server, one a line; * and ? stand for signs of a name. They are in no backup, also in none that is made by hand, and a restore of the files removes them." error={errors.exclude?.message} className="max-w-xl">
        <Textarea mono rows={3} autoComplete="off" {...register('exclude')} />
      </Field>
      <WithoutRedis />
      {preview && plan && problem === undefined && <NextTimes next={preview.next} zone={values.zone} />}
      <fieldset className="min-w-0">
        <legend className="font-semibold">What stays</legend>
        <p className="mt-1 mb-3 max-w-[68ch] text-ink-soft">The last ones, and the newest of each day, week and month in which there is one. The newest complete one, the last proven one and the newest verified one stay whatever is entered.</p>
        <div className="grid gap-4 sm:grid-cols-4">
          {retention.map(([name, label]) => <Field key={name} label={label} error={errors[name]?.message}><Input inputMode="numeric" autoComplete="off" {...register(name, { deps: ['last'] })} /></Field>)}
        </div>
      </fieldset>
      {preview && plan && preview.tooShort !== null && <Notice tone="warning" title="Less than the guide wants">{preview.tooShort}</Notice>}
      {preview && plan && <RetentionCalendar plan={preview.retention} zone={plan.schedule.zone} />}
      <fieldset className="min-w-0">
        <legend className="font-semibold">When somebody is told</legend>
        <p className="mt-1 mb-3 max-w-[68ch] text-ink-soft">A backup that failed or is incomplete is told at once, and so is one of half or twice the usual size.</p>
        <div className="grid gap-4 sm:grid-cols-3">
          {limits.map(([name, label, hint]) => <Field key={name} label={label} hint={hint} error={errors[name]?.message}><Input inputMode="numeric" autoComplete="off" {...register(name)} /></Field>)}
        </div>
      </fieldset>
      <ScheduleDrill form={form} values={values} next={plan ? (preview?.nextDrill ?? null) : null} />
      <ErrorNotice error={unseen} />
      {save.error && Object.keys(save.error.fields).length === 0 && <ErrorNotice error={save.error} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="primary" type="submit" icon={Save} disabled={!isDirty && !isNew} busy={save.isPending && 'Saving…'}>Save the schedule</Button>
        {isDirty && <Button kind="quiet" onClick={() => reset(valuesOf(view.saved))}>Discard</Button>}
        <span role="status" className="text-ink-faint">{isDirty ? 'There are changes that are not saved yet.' : ''}</span>
      </div>
    </form>
  );
}
