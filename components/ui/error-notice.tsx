'use client';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '@/components/api/problem';
import { cn } from './class-names';
import { CommandText } from './code';
import { Disclosure } from './disclosure';

interface Props {
  /** Whatever was thrown. Nothing is drawn for null and undefined. */
  error: unknown;
  /** Such as a "Try again" button. */
  action?: ReactNode;
  className?: string;
}

/** What happened, what to do, and the technical text one click away. Announced when it appears. */
export function ErrorNotice({ error, action, className }: Props) {
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  return (
    <div role="alert" className={cn('flex gap-2.5 rounded-md bg-bad-soft px-3 py-2.5', className)}>
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-bad">{problem.message}</p>
        {problem.remedy && <p className="mt-0.5">{problem.remedy}</p>}
        {problem.detail && (
          <Disclosure title="Technical text" className="mt-1">
            <CommandText text={problem.detail} label="Technical text" className="bg-surface" />
          </Disclosure>
        )}
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}
