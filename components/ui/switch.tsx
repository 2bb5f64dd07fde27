'use client';
import * as Radix from 'radix-ui/switch';
import { useId, type ReactNode } from 'react';

interface Props {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** For what takes effect at once; a box in a form that is saved is a Checkbox. */
export function Switch({ label, hint, ...rest }: Props) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Radix.Root id={id} aria-describedby={hint ? `${id}-hint` : undefined} className="relative mt-0.5 h-4.5 w-8 shrink-0 rounded-full border border-line-strong bg-sunken transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-55" {...rest}>
        <Radix.Thumb className="block size-3 translate-x-0.5 rounded-full bg-ink-faint transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
      </Radix.Root>
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && <p id={`${id}-hint`} className="text-sm text-ink-faint">{hint}</p>}
      </div>
    </div>
  );
}
