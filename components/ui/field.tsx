'use client';
import { CircleAlert } from 'lucide-react';
import { createContext, useContext, useId, type ReactNode } from 'react';
import { cn } from './class-names';

interface Control {
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}
const FieldContext = createContext<Control>({});

interface Props {
  label: string;
  /** What to enter and why, before an error is made. */
  hint?: ReactNode;
  /** The sentence of what is wrong. */
  error?: string | undefined;
  optional?: boolean;
  children: ReactNode;
  className?: string;
}

/** A label with its control, hint and error. The control inside (Input, Select, Textarea, …) finds its ids by itself. */
export function Field({ label, hint, error, optional, children, className }: Props) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="font-normal text-ink-faint"> (optional)</span>}
      </label>
      <FieldContext value={{ id, ...(describedBy ? { 'aria-describedby': describedBy } : {}), ...(error ? { 'aria-invalid': true } : {}) }}>{children}</FieldContext>
      {hint && <div id={`${id}-hint`} className="text-sm text-ink-faint">{hint}</div>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

/** The sentence below a field, or below a group of them. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1.5 text-sm text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** The ids that a control takes from the Field around it. */
export const useFieldControl = (): Control => useContext(FieldContext);
