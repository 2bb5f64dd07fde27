'use client';
import { Toaster as Sonner } from 'sonner';

/** Short news that needs no answer. Errors belong to their place on the page, not here. Say it with sonner's `toast(…)`. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      className="font-sans!"
      toastOptions={{
        unstyled: true,
        classNames: { toast: 'flex w-full items-center gap-3 rounded-md border border-line bg-raised px-4 py-3 text-ink shadow-raised', description: 'text-sm text-ink-soft', actionButton: 'ml-auto font-medium text-accent' },
      }}
    />
  );
}
