'use client';
import { useWatch } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Thresholds } from '@/lib/contract/watch';
import { thresholdGroups, type ThresholdField } from './threshold-fields';
import type { WatchFormApi } from './use-watch-form';

interface Props {
  form: WatchFormApi;
  defaults: Thresholds;
}

/** From which value on a figure is said to be ill, with the default beside each. */
export function ThresholdInputs({ form, defaults }: Props) {
  return thresholdGroups.map(({ title, fields }) => (
    <fieldset key={title} className="min-w-0">
      <legend className="mb-2 font-semibold">{title}</legend>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {fields.map((field) => <ThresholdInput key={field.name} field={field} form={form} standard={defaults[field.name]} />)}
      </div>
    </fieldset>
  ));
}

function ThresholdInput({ field: { name, label, unit, ofGuide }, form, standard }: { field: ThresholdField; form: WatchFormApi; standard: number }) {
  const path = `thresholds.${name}` as const;
  const value = useWatch({ control: form.control, name: path });
  const words = `${standard}${unit && ` ${unit}`}`;
  return (
    <Field
      label={label} error={form.formState.errors.thresholds?.[name]?.message}
      hint={
        <span className="flex min-h-7 items-center gap-2">
          {ofGuide ? `The guide says ${words}.` : `The usual is ${words}; the guide has none.`}
          {value !== standard && <Button size="small" kind="quiet" aria-label={`Put back to ${words}: ${label}`} onClick={() => form.setValue(path, standard, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })}>Put back</Button>}
        </span>
      }
      className="justify-end"
    >
      <span className="flex items-center gap-2">
        <Input inputMode="decimal" autoComplete="off" className="w-32" {...form.register(path, { setValueAs: numberOf })} />
        {unit && <span className="text-ink-soft">{unit}</span>}
      </span>
    </Field>
  );
}

/** An empty field is no 0; what is no number stays what it is, to be refused. */
const numberOf = (text: unknown): unknown => (typeof text === 'string' ? (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))) : text);
