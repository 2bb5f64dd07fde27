import { cn } from './class-names';

interface Props {
  /** What grows, such as "Whole run". */
  label: string;
  current: number;
  /** Null: no true figure, so no bar, only the words. */
  total: number | null;
  /** The figure in words, such as "7 of 19 steps, 4 min left". */
  words: string;
  hideLabel?: boolean;
  className?: string;
}

/** A bar only where there is a true figure, always with words. */
export function Progress({ label, current, total, words, hideLabel, className }: Props) {
  const share = total && total > 0 ? Math.min(1, current / total) : null;
  return (
    <div className={cn('min-w-0', className)}>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className={hideLabel ? 'sr-only' : 'truncate font-medium'}>{label}</span>
        <span className="text-ink-soft">{words}</span>
      </div>
      {share !== null && (
        <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} aria-valuetext={words} className="mt-1 h-1.5 overflow-hidden rounded-full bg-line">
          <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </div>
  );
}
