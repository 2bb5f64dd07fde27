'use client';
import * as Radix from 'radix-ui/popover';
import type { ReactNode } from 'react';
import { cn } from './class-names';

export const floating = 'z-50 rounded-md border border-line bg-raised shadow-raised animate-appear';

/** A little more about a thing, beside it. `trigger` is a button. */
export function Popover({ trigger, label, children, align = 'start', className }: { trigger: ReactNode; label: string; children: ReactNode; align?: 'start' | 'center' | 'end'; className?: string }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content aria-label={label} align={align} sideOffset={6} collisionPadding={8} className={cn(floating, 'w-80 max-w-[calc(100vw-1rem)] p-3', className)}>{children}</Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
