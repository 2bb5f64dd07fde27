import { controlStyle } from '@/components/ui/input';
import { cn } from '@/components/ui/class-names';
import type { ChartLine } from './chart-lines';

/** A second figure on the same chart. */
export interface Comparison {
  /** Figure id and name of what can be chosen. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The id of the chosen one; empty for none. */
  readonly value: string;
  readonly onChange: (figure: string) => void;
  /** Its history, once it is here. */
  readonly line: ChartLine | null;
}

/** The browser's own list, small: it stands in each chart's head. */
export function CompareSelect({ title, comparison: { options, value, onChange } }: { title: string; comparison: Comparison }) {
  return (
    <select aria-label={`Compare ${title} with`} value={value} onChange={(event) => onChange(event.target.value)} className={cn(controlStyle, 'h-7 w-32 px-1.5 text-sm', value === '' && 'text-ink-faint')}>
      <option value="">Compare with…</option>
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  );
}
