'use client';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { cn } from './class-names';

interface Props extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
}

/** The browser's own box, in our colour. */
export function Checkbox({ label, hint, className, ...rest }: Props) {
  const id = useId();
  return (
    <div className={cn('flex gap-2.5', className)}>
      <input id={id} type="checkbox" aria-describedby={hint ? `${id}-hint` : undefined} className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && <p id={`${id}-hint`} className="text-sm text-ink-faint">{hint}</p>}
      </div>
    </div>
  );
}
