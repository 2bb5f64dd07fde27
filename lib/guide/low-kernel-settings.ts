import type { Layout } from '@/lib/contract/layout';
import { leastValues } from './installation/kernel-settings';

/** A sentence for each kernel setting of the layout that does not hold now. */
export function lowKernelSettings(live: ReadonlyMap<string, string>, layout: Layout): string[] {
  return lowKernelKeys(live, layout).map((key) => {
    const [now, wanted] = [live.get(key), layout.kernel[key] ?? ''];
    return `${key} ${now === undefined ? 'is unknown' : `is ${now}`}; it must be ${leastValues.has(key) ? `at least ${wanted}` : wanted}.`;
  });
}

/** The names of those settings. */
export const lowKernelKeys = (live: ReadonlyMap<string, string>, { kernel }: Layout): string[] =>
  Object.entries(kernel).filter(([key, wanted]) => (leastValues.has(key) ? !(Number(live.get(key)) >= Number(wanted)) : live.get(key) !== wanted)).map(([key]) => key);
