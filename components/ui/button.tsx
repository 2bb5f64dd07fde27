import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
  {
    variants: {
      kind: {
        primary: 'bg-accent text-on-accent enabled:hover:bg-accent-hover [a]:hover:bg-accent-hover',
        secondary: 'border border-line-strong bg-surface text-ink enabled:hover:bg-hover [a]:hover:bg-hover',
        quiet: 'text-ink-soft enabled:hover:bg-hover enabled:hover:text-ink [a]:hover:bg-hover [a]:hover:text-ink',
        destructive: 'bg-bad text-on-bad enabled:hover:bg-bad-hover',
      },
      size: { normal: 'h-9 px-3.5', small: 'h-7 px-2.5 text-sm' },
    },
    defaultVariants: { kind: 'secondary', size: 'normal' },
  },
);
type Style = VariantProps<typeof buttonStyle>;

export interface ButtonProps extends ComponentProps<'button'>, Style {
  icon?: LucideIcon;
  /** The words while it works, such as "Saving…"; the button then takes no further press. */
  busy?: string | false | null | undefined;
}

/** A verb. `kind="destructive"` belongs into dialogs only. */
export function Button({ kind, size, icon: Icon, busy, children, className, disabled, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={cn(buttonStyle({ kind, size }), className)} disabled={disabled || Boolean(busy)} aria-busy={busy ? true : undefined} {...rest}>
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : Icon && <Icon aria-hidden className="size-4" />}
      {busy || children}
    </button>
  );
}

/** A link that looks like a button. Addresses outside the console open a new tab without a referrer. */
export function ButtonLink({ href, kind, size, icon: Icon, children, className, external }: Style & { href: string; icon?: LucideIcon; children: ReactNode; className?: string; external?: boolean }) {
  const content = <>{Icon && <Icon aria-hidden className="size-4" />}{children}</>;
  const style = cn(buttonStyle({ kind, size }), className);
  if (external) return <a href={href} target="_blank" rel="noopener noreferrer" className={style}>{content}</a>;
  return <Link href={href} className={style}>{content}</Link>;
}
