import { rangeOf, ranges, zoomOf } from '@/components/charts/time-window';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';

/** How far back the charts go, in the URL; choosing one ends a zoom. */
export function RangeChoice({ url, age, onChange }: { url: Readonly<Record<string, string>>; age: number; onChange: (changes: Record<string, string>) => void }) {
  const range = rangeOf(url, age);
  const isZoomed = zoomOf(url) !== null;
  return (
    <div role="group" aria-label="How far back the charts go" className="flex flex-wrap gap-1">
      {ranges.map(({ id, label, words }) => {
        const here = !isZoomed && id === range.id;
        return <button key={id} type="button" aria-pressed={here} title={`Show ${words}`} onClick={() => onChange({ range: id, from: '', to: '' })} className={cn(buttonStyle({ kind: 'quiet', size: 'small' }), here && 'bg-selected text-ink')}>{label}</button>;
      })}
      {isZoomed && <button type="button" onClick={() => onChange({ from: '', to: '' })} className={buttonStyle({ kind: 'secondary', size: 'small' })}>Show {range.words}</button>}
    </div>
  );
}
