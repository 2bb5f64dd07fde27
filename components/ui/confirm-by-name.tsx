'use client';
import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field } from './field';
import { Input } from './input';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  sentence?: ReactNode;
  /** What is lost, each a line. */
  lost: readonly ReactNode[];
  /** Above these lines, where something better can be said than that they are lost. */
  lostTitle?: string;
  /** The name that must be typed: the server's. */
  name: string;
  /** The verb on the button, such as "Remove the server". */
  action: string;
  busy?: string | false | undefined;
  onConfirm: (typedName: string) => void;
  /** Further choices and the error of a try that failed. */
  children?: ReactNode;
}

/** The only place for destroying: lists what is lost and has the server's name typed. */
export function ConfirmByName({ open, onOpenChange, ...rest }: Props) {
  return open ? <Question open onOpenChange={onOpenChange} {...rest} /> : null;
}

function Question({ open, onOpenChange, title, sentence, lost, lostTitle = 'This will be lost', name, action, busy, onConfirm, children }: Props) {
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === name;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} sentence={sentence}>
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (matches && !busy) onConfirm(typed.trim());
        }}
      >
        {lost.length > 0 && (
          <div className="rounded-md bg-bad-soft px-3 py-2">
            <p className="font-medium text-bad">{lostTitle}</p>
            <ul className="mt-1 list-disc pl-5">{lost.map((line, index) => <li key={index}>{line}</li>)}</ul>
          </div>
        )}
        {children}
        <Field label={`Type ${name} to confirm`}>
          <Input mono autoFocus autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Keep everything</Button>
          <Button kind="destructive" type="submit" disabled={!matches} busy={busy}>{action}</Button>
        </div>
      </form>
    </Dialog>
  );
}
