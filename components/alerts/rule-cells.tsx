'use client';
import { useFormState, useWatch } from 'react-hook-form';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { Rule } from '@/lib/contract/alert';
import { formatDuration, minutes } from '@/lib/core/units';
import { useRow } from './use-rule-rows';

/** The inputs stand in other cells than the form that they belong to, which is in the last. */
const formId = (index: number) => `rule-${index}`;
const intervals = [0, 30, 60, 240, 720, 1440, 10_080];
export const repeatWords = (each: number): string => (each === 0 ? 'Never' : each % 10_080 === 0 ? (each === 10_080 ? 'Every week' : `Every ${each / 10_080} weeks`) : each % 1440 === 0 ? (each === 1440 ? 'Every day' : `Every ${each / 1440} days`) : `Every ${formatDuration(minutes(each))}`);

export function OnCell({ rule }: { rule: Rule }) {
  const { form, index } = useRow(rule.check);
  return <Checkbox form={formId(index)} label={<span className="sr-only">Alerts: {rule.title}</span>} {...form.register(`rules.${index}.isOn`)} />;
}

export function AfterCell({ rule }: { rule: Rule }) {
  const { form, index } = useRow(rule.check);
  const isOn = useWatch({ control: form.control, name: `rules.${index}.isOn` });
  const { errors } = useFormState({ control: form.control, name: `rules.${index}.afterMinutes` });
  const error = errors.rules?.[index]?.afterMinutes?.message;
  const id = `${formId(index)}-after`;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <Input form={formId(index)} inputMode="decimal" autoComplete="off" readOnly={!isOn} aria-label={`${rule.title}: minutes that it must hold`} aria-invalid={error ? true : undefined} aria-describedby={error ? id : undefined} className="w-14" {...form.register(`rules.${index}.afterMinutes`, { valueAsNumber: true })} />
        <span className="text-ink-soft">min</span>
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

export function LeastCell({ rule }: { rule: Rule }) {
  const { form, index } = useRow(rule.check);
  return <Select form={formId(index)} aria-label={`${rule.title}: from which outcome on`} className="w-28" options={[{ value: 'warn', label: 'Warning' }, { value: 'fail', label: 'Fail' }]} {...form.register(`rules.${index}.least`)} />;
}

export function RepeatCell({ rule }: { rule: Rule }) {
  const { form, index } = useRow(rule.check);
  const each = [...new Set([...intervals, rule.repeatMinutes])].sort((left, right) => left - right);
  return <Select form={formId(index)} aria-label={`${rule.title}: reminders while it fails`} className="w-32" options={each.map((value) => ({ value: String(value), label: repeatWords(value) }))} {...form.register(`rules.${index}.repeatMinutes`, { valueAsNumber: true })} />;
}

/** What can be done with the row: save what was changed, or go back to what is proposed. */
export function RuleActions({ rule }: { rule: Rule }) {
  const { form, index, saving, save, discard, propose } = useRow(rule.check);
  const { dirtyFields } = useFormState({ control: form.control });
  const isChanged = Object.values(dirtyFields.rules?.[index] ?? {}).some(Boolean);
  const busy = saving === rule.check;
  return (
    <form id={formId(index)} method="post" noValidate className="flex min-h-7 flex-wrap items-center gap-2" onSubmit={(event) => { event.preventDefault(); if (isChanged && !busy) void save(rule.check); }}>
      {isChanged ? (
        <>
          <Button kind="primary" size="small" type="submit" aria-label={`Save: ${rule.title}`} busy={busy && 'Saving…'}>Save</Button>
          <Button kind="quiet" size="small" disabled={busy} aria-label={`Discard: ${rule.title}`} onClick={() => discard(rule.check)}>Discard</Button>
        </>
      ) : rule.isOwn ? (
        <>
          <Badge tone="accent">Changed</Badge>
          <Button kind="quiet" size="small" aria-label={`Use the proposed: ${rule.title}`} busy={busy && 'Resetting…'} onClick={() => propose(rule.check)}>Use the proposed</Button>
        </>
      ) : <span className="text-ink-faint">As proposed</span>}
    </form>
  );
}
