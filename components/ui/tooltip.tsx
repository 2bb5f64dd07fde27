'use client';
import * as Radix from 'radix-ui/tooltip';
import type { ReactNode } from 'react';

export const TooltipProvider = ({ children }: { children: ReactNode }) => <Radix.Provider delayDuration={400} skipDelayDuration={200}>{children}</Radix.Provider>;

/** Words on hover and focus. Only for what the page also says otherwise: a finger cannot hover. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content sideOffset={6} collisionPadding={8} className="z-50 max-w-xs rounded-sm bg-ink px-2 py-1 text-sm text-canvas animate-appear">
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
