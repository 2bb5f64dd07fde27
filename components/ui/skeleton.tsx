import { cn } from './class-names';

/** The place of something that is on its way; give it the final size. */
export const Skeleton = ({ className }: { className?: string }) => <div aria-hidden className={cn('animate-breathe rounded-sm bg-line', className)} />;

/** Rows of a table or list that is on its way. */
export function SkeletonRows({ rows = 5, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-9 items-center gap-4 border-b border-line">
          <Skeleton className="h-3 w-1/5" />
          <Skeleton className="h-3 w-2/5" />
          <Skeleton className="h-3 w-1/12" />
        </div>
      ))}
    </div>
  );
}
