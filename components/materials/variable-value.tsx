'use client';
import { Eye, EyeOff, Pencil, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Code, showHidden } from '@/components/ui/code';
import { FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input, Textarea } from '@/components/ui/input';
import type { Variable } from '@/lib/contract/materials';
import { useEdits } from './use-variable-edits';

/** The value of one variable: typed over, removed, or, for a secret, replaced and revealed. */
export function VariableValue({ variable }: { variable: Variable }) {
  const { edits, edit, errors } = useEdits();
  const edited = Object.hasOwn(edits, variable.name) ? edits[variable.name] : undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-start gap-1">
        {edited === null ? <span className="min-w-0 flex-1 py-2 text-ink-soft line-through">Will be removed when you save</span>
          : variable.isSecret ? <SecretValue variable={variable} edited={edited} />
          : <PlainValue name={variable.name} value={edited ?? variable.value} onChange={(value) => edit(variable.name, value === variable.value ? undefined : value)} />}
        {edited !== undefined ? <IconButton icon={Undo2} label={`Undo the change of ${variable.name}`} onClick={() => edit(variable.name, undefined)} /> : <IconButton icon={Trash2} label={`Remove ${variable.name}`} onClick={() => edit(variable.name, null)} />}
      </div>
      {errors[variable.name] && <FieldError>{errors[variable.name]}</FieldError>}
    </div>
  );
}

/** One line, or as many as the value has. */
export function PlainValue({ name, value, onChange }: { name: string; value: string; onChange: (value: string) => void }) {
  const lines = value.split('\n').length;
  return lines > 1 ? (
    <Textarea mono rows={Math.min(lines, 8)} aria-label={`Value of ${name}`} value={value} onChange={(event) => onChange(event.target.value)} />
  ) : (
    <Input mono aria-label={`Value of ${name}`} autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
  );
}

function SecretValue({ variable, edited }: { variable: Variable; edited: string | undefined }) {
  const { server, edit } = useEdits();
  const [shown, setShown] = useState<string | null>(null);
  const reveal = useVerbMutation('materials.reveal', { onSuccess: ({ value }) => setShown(value) });
  if (edited !== undefined) return <PlainValue name={variable.name} value={edited} onChange={(value) => edit(variable.name, value)} />;
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1 py-1">
      {shown === null ? <Code>{variable.value}</Code> : <Code className="break-all whitespace-pre-wrap">{showHidden(shown)}</Code>}
      {shown === null
        ? <Button size="small" kind="quiet" icon={Eye} busy={reveal.isPending && '…'} onClick={() => reveal.mutate({ server, name: variable.name })}>Reveal<span className="sr-only"> {variable.name}, which is recorded</span></Button>
        : <Button size="small" kind="quiet" icon={EyeOff} onClick={() => setShown(null)}>Hide<span className="sr-only"> {variable.name}</span></Button>}
      <Button size="small" kind="quiet" icon={Pencil} onClick={() => edit(variable.name, '')}>Replace<span className="sr-only"> {variable.name}</span></Button>
      {reveal.error && <FieldError>{reveal.error.message}</FieldError>}
    </div>
  );
}
