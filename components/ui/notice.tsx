import { CircleAlert, CircleCheck, CircleHelp, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { toneSoft, toneText, type Tone } from './status';

const icons: Record<Tone, LucideIcon> = { good: CircleCheck, warning: TriangleAlert, bad: CircleAlert, unknown: CircleHelp, accent: Info, quiet: Info };

/** Something to know here and now: a sentence that stands out, with what to do below it. Errors are an ErrorNotice. */
export function Notice({ tone = 'quiet', title, children, action, className }: { tone?: Tone; title: ReactNode; children?: ReactNode; action?: ReactNode; className?: string }) {
  const Icon = icons[tone];
  return (
    <div className={cn('flex gap-2.5 rounded-md px-3 py-2.5', toneSoft[tone], className)}>
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[tone])} />
      <div className="min-w-0 flex-1">
        <p className={cn('font-medium', tone !== 'quiet' && toneText[tone])}>{title}</p>
        {children && <div className="mt-0.5">{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
