'use client';
import { X } from 'lucide-react';
import * as Radix from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { IconButton } from './icon-button';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One sentence below the title. */
  sentence?: ReactNode;
  children: ReactNode;
  /** Buttons; the one that acts comes last. */
  footer?: ReactNode;
  wide?: boolean;
}

/** A question that must be answered before going on. Esc and the cross close it; the focus returns to where it was. */
export function Dialog({ open, onOpenChange, title, sentence, children, footer, wide }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim animate-appear" />
        <Radix.Content
          {...(sentence ? {} : { 'aria-describedby': undefined })}
          className={cn('fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line bg-raised shadow-raised animate-appear', wide ? 'max-w-3xl' : 'max-w-lg')}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {sentence && <Radix.Description className="mt-1 text-ink-soft">{sentence}</Radix.Description>}
            </div>
            <Radix.Close asChild><IconButton icon={X} label="Close" size="small" hideTooltip /></Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
