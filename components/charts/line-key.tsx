import { cn } from '@/components/ui/class-names';
import { lineDashes } from './chart-colors';

const strokes = ['stroke-chart-a', 'stroke-chart-b', 'stroke-chart-c', 'stroke-chart-d', 'stroke-chart-e', 'stroke-chart-f'];

/** The stroke of a line as the chart draws it: colour and dash. */
export function LineKey({ index }: { index: number }) {
  const at = index % strokes.length;
  return (
    <svg aria-hidden viewBox="0 0 20 4" className="h-1 w-5 shrink-0 self-center">
      <line x1="0" y1="2" x2="20" y2="2" strokeWidth="2" strokeDasharray={(lineDashes[at] ?? []).join(' ')} className={cn(strokes[at])} />
    </svg>
  );
}
