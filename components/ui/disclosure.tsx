import { ChevronRight } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

interface Props extends Omit<ComponentProps<'details'>, 'title'> {
  title: ReactNode;
  /** Beside the title, at the right. */
  aside?: ReactNode;
}

/** Detail, folded. The browser's own element: found by its search, works before scripts do. */
export function Disclosure({ title, aside, children, className, ...rest }: Props) {
  return (
    <details className={cn('group/fold', className)} {...rest}>
      <summary className="flex min-h-9 list-none items-center gap-2 rounded-md py-1 text-ink-soft hover:text-ink">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint transition-transform group-open/fold:rotate-90" />
        <span className="min-w-0 flex-1">{title}</span>
        {aside}
      </summary>
      <div className="pt-1 pb-2 pl-6">{children}</div>
    </details>
  );
}
