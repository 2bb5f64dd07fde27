'use client';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { useFieldControl } from './field';

export const controlStyle =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 text-ink transition-colors hover:border-ink-faint focus-visible:border-focus focus-visible:-outline-offset-1 disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-bad aria-invalid:bg-bad-soft';

interface InputProps extends ComponentProps<'input'> {
  /** For commands, names, keys: what a machine reads. */
  mono?: boolean;
}

export function Input({ className, mono, ...rest }: InputProps) {
  return <input {...useFieldControl()} spellCheck={false} autoCapitalize="none" className={cn(controlStyle, 'h-9', mono && 'font-mono text-sm', className)} {...rest} />;
}

export function Textarea({ className, mono, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }) {
  return <textarea {...useFieldControl()} spellCheck={false} rows={5} className={cn(controlStyle, 'py-2 leading-5', mono && 'font-mono text-sm', className)} {...rest} />;
}
