'use client';
import { Plus, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { variableEdit, type Materials } from '@/lib/contract/materials';
import { useEdits } from './use-variable-edits';
import { PlainValue } from './variable-value';

/** A variable that is in neither file, and the ones that were added and not saved yet. */
export function AddVariable({ materials }: { materials: Materials }) {
  const { edits, edit, errors } = useEdits();
  const [name, setName] = useState('');
  const [error, setError] = useState<string | undefined>();
  const known = new Set([...materials.variables, ...materials.missing].map((variable) => variable.name));
  const added = Object.entries(edits).filter((entry): entry is [string, string] => !known.has(entry[0]) && entry[1] !== null);
  const add = () => {
    const wanted = name.trim();
    const parsed = variableEdit.shape.name.safeParse(wanted);
    const problem = !parsed.success ? parsed.error.issues[0]?.message : known.has(wanted) || Object.hasOwn(edits, wanted) ? `${wanted} is in the list already.` : undefined;
    setError(problem);
    if (problem) return;
    edit(wanted, '');
    setName('');
  };
  return (
    <div className="flex flex-col gap-3">
      {added.map(([addedName, value]) => (
        <div key={addedName} className="flex flex-col gap-1">
          <span className="font-mono text-sm font-medium break-all">{addedName} <span className="font-sans font-normal text-ink-faint">(new)</span></span>
          <div className="flex items-start gap-1"><PlainValue name={addedName} value={value} onChange={(next) => edit(addedName, next)} /><IconButton icon={Undo2} label={`Don’t add ${addedName}`} onClick={() => edit(addedName, undefined)} /></div>
          {errors[addedName] && <FieldError>{errors[addedName]}</FieldError>}
        </div>
      ))}
      <form method="post" className="flex items-end gap-2" onSubmit={(event) => { event.preventDefault(); add(); }}>
        <Field label="Add a variable" error={error} className="w-72 max-w-full"><Input mono autoComplete="off" placeholder="NAME" value={name} onChange={(event) => setName(event.target.value)} /></Field>
        <Button icon={Plus} type="submit" disabled={name.trim() === ''} className={error ? 'mb-6' : ''}>Add</Button>
      </form>
    </div>
  );
}
