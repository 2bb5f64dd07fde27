'use client';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { useFieldControl } from './field';
import { controlStyle } from './input';

interface Props extends ComponentProps<'select'> {
  options: readonly { value: string; label: string; disabled?: boolean }[];
}

/** The browser's own list: right on every device, and it weighs nothing. */
export function Select({ options, className, ...rest }: Props) {
  return (
    <div className={cn('relative', className)}>
      <select {...useFieldControl()} className={cn(controlStyle, 'h-9 appearance-none pr-8')} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-ink-faint" />
    </div>
  );
}
