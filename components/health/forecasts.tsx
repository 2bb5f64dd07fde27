import { count } from '@/lib/core/units';
import type { Forecast } from '@/lib/contract/health';

const whole = (days: number): string => count(Math.max(0, Math.round(days)), 'day');

/** "9 days; 7 days at the earliest, 14 days at the latest". */
export function bandWords({ days, earliest, latest }: Forecast): string {
  return `${whole(days)}; ${whole(earliest)} at the earliest, ${latest === null ? 'perhaps never' : `${whole(latest)} at the latest`}`;
}

/** When each file system will be full, soonest first. Draws nothing while nothing can be told. */
export function Forecasts({ forecasts }: { forecasts: readonly Forecast[] }) {
  if (forecasts.length === 0) return null;
  return (
    <ul aria-label="When they will be full" className="mb-4 flex flex-col gap-1">
      {forecasts.toSorted((left, right) => left.days - right.days).map((forecast) => (
        <li key={forecast.mount}>{forecast.sentence} <span className="text-ink-faint">({bandWords(forecast)})</span></li>
      ))}
    </ul>
  );
}
