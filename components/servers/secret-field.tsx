'use client';
import { useState, type ChangeEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import type { SecretInput } from '@/lib/contract/fields';

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Whether the console holds one already. It is never sent back. */
  isSet: boolean;
  /** Where it lies when it was not entered here, such as "constants.env"; null: stored by this console. */
  from?: string | null;
  value: SecretInput;
  onChange: (value: SecretInput) => void;
  optional?: boolean;
  /** A stored one may be taken away; unless given, what is optional may. */
  removable?: boolean | undefined;
  /** A text of many lines, such as a key. */
  multiline?: boolean;
}

/** A secret on its way in: a stored one is kept unless it is replaced or removed. */
export function SecretField({ label, hint, error, isSet, from = null, value, onChange, optional, removable = optional, multiline }: Props) {
  const [replaces, setReplaces] = useState(!isSet);
  const text = value.action === 'set' ? value.value : '';
  const type = (next: string) => onChange(next === '' ? { action: 'keep' } : { action: 'set', value: next });
  if (!replaces) {
    return (
      <div className="flex flex-col gap-1">
        <p className="font-medium">{label}</p>
        <div className="flex min-h-9 flex-wrap items-center gap-2">
          <span className="text-ink-soft">{restingWords(value, from)}</span>
          <Button size="small" onClick={() => setReplaces(true)}>Replace</Button>
          {removable && (value.action === 'clear' ? <Button size="small" kind="quiet" onClick={() => onChange({ action: 'keep' })}>Keep it</Button> : <Button size="small" kind="quiet" onClick={() => onChange({ action: 'clear' })}>{from ? 'Do not use it' : 'Remove'}</Button>)}
        </div>
        {error && <FieldError>{error}</FieldError>}
      </div>
    );
  }
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {multiline ? (
        <KeyText value={text} onText={type} />
      ) : (
        <PasswordInput autoComplete="off" value={text} onChange={(event) => type(event.target.value)} />
      )}
      {isSet && <Button size="small" kind="quiet" className="self-start" onClick={() => { setReplaces(false); onChange({ action: 'keep' }); }}>{from ? `Use the one of ${from}` : 'Keep the stored one'}</Button>}
    </Field>
  );
}

/** What becomes of a secret that is not typed. */
function restingWords({ action }: SecretInput, from: string | null): string {
  if (from === null) return action === 'clear' ? 'Will be removed when you save.' : 'Stored, encrypted.';
  return action === 'clear' ? `The one of ${from} is not used.` : `From ${from}. It is taken over when you save.`;
}

function KeyText({ value, onText }: { value: string; onText: (text: string) => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const read = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > 65_536) return setProblem(`${file.name} has ${file.size} bytes; a private key has less than 65536.`);
    setProblem(null);
    file.text().then(onText, () => setProblem(`${file.name} could not be read.`));
  };
  return (
    <>
      <Textarea mono rows={4} autoComplete="off" placeholder="-----BEGIN OPENSSH PRIVATE KEY-----" value={value} onChange={(event) => onText(event.target.value)} />
      <label className="self-start rounded-sm text-sm font-medium text-accent underline-offset-2 hover:underline has-focus-visible:outline-2 has-focus-visible:outline-focus">
        Read it from a file
        <input type="file" className="sr-only" onChange={read} />
      </label>
      {problem && <p role="alert" className="text-sm text-bad">{problem}</p>}
    </>
  );
}
