import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  icon?: LucideIcon;
  /** What will be here. */
  title: string;
  children?: ReactNode;
  /** The first step. */
  action?: ReactNode;
}

/** Nothing here yet: says what will be, and offers the first step. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="flex max-w-3xl flex-col items-start gap-3 rounded-lg border border-dashed border-line-strong px-6 py-8">
      {Icon && <Icon aria-hidden className="size-6 text-ink-faint" />}
      <div className="max-w-prose">
        <p className="text-lg font-semibold">{title}</p>
        {children && <div className="mt-1 text-ink-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
