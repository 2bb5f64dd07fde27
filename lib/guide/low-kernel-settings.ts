import type { Layout } from '@/lib/contract/layout';
import { leastValues } from './installation/kernel-settings';

/** A sentence for each kernel setting of the layout that does not hold now. */
export function lowKernelSettings(live: ReadonlyMap<string, string>, { kernel }: Layout): string[] {
  return Object.entries(kernel).flatMap(([key, wanted]) => {
    const now = live.get(key);
    const isLeast = leastValues.has(key);
    if (isLeast ? Number(now) >= Number(wanted) : now === wanted) return [];
    return [`${key} ${now === undefined ? 'is unknown' : `is ${now}`}; it must be ${isLeast ? `at least ${wanted}` : wanted}.`];
  });
}
