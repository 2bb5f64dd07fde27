import type { ReactNode } from 'react';
import { cn } from './class-names';
import { toneSoft, toneText, type Tone } from './status';

/** A word or a count about a thing. */
export function Badge({ tone = 'quiet', children, className }: { tone?: Tone; children: ReactNode; className?: string }) {
  return <span className={cn('inline-flex items-center gap-1 rounded-sm px-1.5 text-xs leading-5 font-medium whitespace-nowrap', toneSoft[tone], tone === 'quiet' ? 'text-ink-soft' : toneText[tone], className)}>{children}</span>;
}
