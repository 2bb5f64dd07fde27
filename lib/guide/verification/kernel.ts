import { sysctl } from '@/lib/facts/sysctl';
import { transparentHugepages } from '@/lib/facts/transparent-hugepages';
import { chapters } from '../chapters';
import { check } from '../define';
import { leastValues } from '../installation/kernel-settings';
import type { Inputs } from '../inputs';

export const kernel = check({
  id: 'verification/kernel',
  guide: ['preliminary-steps/4', 'preliminary-steps/5'],
  title: 'The kernel settings hold',
  chapter: chapters.verification,
  needs: ({ layout }) => ({ live: sysctl(Object.keys(layout.kernel)), thp: transparentHugepages }),
  outcomes: [
    { outcome: 'fail', when: ({ live }, inputs) => low(live, inputs).length > 0, message: ({ live }, inputs) => low(live, inputs).join(' '), remedy: (_facts, { layout }) => `Run "sysctl --system" as root and look which file overrides ${layout.kernelFile}.` },
    { outcome: 'warn', when: ({ thp }) => thp !== undefined && (thp.enabled !== 'never' || thp.defrag !== 'never'), message: ({ thp }) => `Transparent huge pages are "${thp?.enabled ?? ''}", and made by "${thp?.defrag ?? ''}"; both should be "never".`, remedy: 'Look at "systemctl status disable-thp".' },
    { outcome: 'pass', when: () => true, message: () => 'The kernel settings hold, and huge pages are off.' },
  ],
});

/** A sentence for each setting that does not hold. */
const low = (live: ReadonlyMap<string, string>, { layout }: Inputs): string[] =>
  Object.entries(layout.kernel).flatMap(([key, wanted]) => {
    const now = live.get(key);
    const isLeast = leastValues.has(key);
    if (isLeast ? Number(now) >= Number(wanted) : now === wanted) return [];
    return [`${key} ${now === undefined ? 'is unknown' : `is ${now}`}; it must be ${isLeast ? `at least ${wanted}` : wanted}.`];
  });
