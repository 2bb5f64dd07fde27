import type { Needs, Readings } from './types';

/** The values of `needs`, or the first reason why one of them can't be told. */
export function valuesOf(needs: Needs, readings: Readings): { values: Record<string, unknown> } | { reason: string } {
  const values: Record<string, unknown> = {};
  for (const [name, fact] of Object.entries(needs)) {
    const reading = readings.get(fact.id);
    if (reading === undefined) return { reason: `The question "${fact.id}" was not asked.` };
    if (!reading.readable) return { reason: reading.reason };
    values[name] = reading.value;
  }
  return { values };
}
