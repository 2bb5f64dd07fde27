'use client';
import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import * as Radix from 'radix-ui/dropdown-menu';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { floating } from './popover';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  /** A place to go to, or else something to do. */
  href?: string;
  onSelect?: () => void;
  disabled?: boolean;
  /** A line above it. */
  separated?: boolean;
}

const itemStyle = 'flex h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 outline-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:opacity-55';

/** Further verbs of a thing. `trigger` is a button. */
export function Menu({ trigger, label, head, items, align = 'end' }: { trigger: ReactNode; label: string; head?: ReactNode; items: readonly MenuItem[]; align?: 'start' | 'end' }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content aria-label={label} align={align} sideOffset={6} collisionPadding={8} className={cn(floating, 'min-w-48 p-1')}>
          {head && <div className="border-b border-line px-2.5 pt-1.5 pb-2 text-sm text-ink-soft">{head}</div>}
          {items.map((item) => {
            const content = <>{item.icon && <item.icon aria-hidden className="size-4 text-ink-faint" />}{item.label}</>;
            return (
              <div key={item.label} className={item.separated || head ? 'mt-1' : ''} role="none">
                {item.separated && <Radix.Separator className="mb-1 h-px bg-line" />}
                {item.href ? (
                  <Radix.Item asChild disabled={item.disabled ?? false} className={itemStyle}><Link href={item.href}>{content}</Link></Radix.Item>
                ) : (
                  <Radix.Item onSelect={() => item.onSelect?.()} disabled={item.disabled ?? false} className={itemStyle}>{content}</Radix.Item>
                )}
              </div>
            );
          })}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
