'use client';
import { useId, type ReactNode } from 'react';
import { cn } from './class-names';
import { FieldError } from './field';

export interface RadioCard<V extends string> {
  value: V;
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
}
interface Props<V extends string> {
  legend: string;
  value: V;
  onChange: (value: V) => void;
  cards: readonly RadioCard<V>[];
  error?: string | undefined;
  /** Cards beside each other where there is room. */
  columns?: 1 | 2 | 3;
  hideLegend?: boolean;
}
const grid = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3' };

/** One of a few, each with a line of what it means. Real radio buttons: arrow keys work. */
export function RadioCards<V extends string>({ legend, value, onChange, cards, error, columns = 1, hideLegend }: Props<V>) {
  const name = useId();
  return (
    <fieldset aria-describedby={error ? `${name}-error` : undefined} className="min-w-0">
      <legend className={cn('mb-1 font-medium', hideLegend && 'sr-only')}>{legend}</legend>
      <div className={cn('grid gap-2', grid[columns])}>
        {cards.map((card) => (
          <label key={card.value} className={cn('flex cursor-pointer gap-2.5 rounded-md border border-line-strong bg-surface px-3 py-2 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus', card.disabled && 'cursor-not-allowed opacity-55')}>
            <input type="radio" name={name} value={card.value} checked={card.value === value} disabled={card.disabled} onChange={() => onChange(card.value)} className="mt-0.5 size-4 shrink-0 accent-accent outline-none" />
            <span className="min-w-0">
              <span className="block font-medium">{card.label}</span>
              {card.hint && <span className="block text-sm text-ink-soft">{card.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
