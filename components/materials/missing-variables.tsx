'use client';
import { PasswordInput } from '@/components/ui/password-input';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { Materials } from '@/lib/contract/materials';
import { count } from '@/lib/core/units';
import { soundsSecret, useEdits } from './use-variable-edits';

/** What the compose files ask for and constants.env lacks, to be filled in here. */
export function MissingVariables({ materials: { missing } }: { materials: Materials }) {
  const { edits, edit, errors } = useEdits();
  if (missing.length === 0) return null;
  const required = missing.filter((variable) => variable.required).length;
  return (
    <Notice tone={required > 0 ? 'bad' : 'warning'} title={`${count(missing.length, 'variable')} that the compose files ask for ${missing.length === 1 ? 'is' : 'are'} not in constants.env`}>
      <p className="text-ink-soft">{required > 0 ? 'Compose refuses to start without the required ones.' : 'Compose takes them as empty.'} Fill in what you know; it is added to the end of constants.env.</p>
      <div className="mt-3 grid gap-x-4 gap-y-3 sm:grid-cols-2">
        {missing.slice(0, 40).map((variable) => {
          const props = { value: edits[variable.name] ?? '', onChange: (event: { target: { value: string } }) => edit(variable.name, event.target.value === '' ? undefined : event.target.value) };
          return (
            <Field key={variable.name} label={variable.name} optional={!variable.required} error={errors[variable.name]} hint={`Asked for by ${variable.usedBy.slice(0, 3).join(', ')}`} className="min-w-0 break-all">
              {soundsSecret(variable.name) ? <PasswordInput mono {...props} /> : <Input mono autoComplete="off" {...props} />}
            </Field>
          );
        })}
      </div>
    </Notice>
  );
}
