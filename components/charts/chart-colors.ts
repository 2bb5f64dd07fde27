'use client';
import { useSyncExternalStore } from 'react';

/** What a canvas paints with: the tokens of app/globals.css, read from the page. */
export interface ChartColors {
  readonly lines: readonly string[];
  readonly ink: string;
  readonly faint: string;
  readonly grid: string;
  readonly surface: string;
  readonly outcomes: Readonly<Record<'note' | 'warn' | 'fail' | 'proposed', string>>;
  readonly mark: string;
  readonly font: string;
}

/** The tokens of the lines, in order; a line also has a dash of its own, so that colour never stands alone. */
export const lineTokens = ['chart-a', 'chart-b', 'chart-c', 'chart-d', 'chart-e', 'chart-f'] as const;
export const lineDashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 4], [1, 4]];

export function readColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim() || 'currentColor';
  return {
    lines: lineTokens.map(token), ink: token('ink-soft'), faint: token('ink-faint'), grid: token('line'), surface: token('surface'), mark: token('line-strong'),
    outcomes: { note: token('accent'), warn: token('warning'), fail: token('bad'), proposed: token('chart-b') },
    font: getComputedStyle(document.body).fontFamily || 'sans-serif',
  };
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** The name of the theme that is painted; a canvas is painted anew when it changes. */
export const useThemeName = (): string => useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme ?? 'light', () => 'light');
