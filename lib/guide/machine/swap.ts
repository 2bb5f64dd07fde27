import { formatBytes, gb, seconds } from '@/lib/core/units';
import { proc, type Proc } from '@/lib/facts/proc';
import { chapters } from '../chapters';
import { probe } from '../define';

/** A few idle pages are swapped out on any machine; from here on databases are among them. */
const most = gb(1);
const remedy = 'Elasticsearch becomes slow when its memory is swapped out. Give the machine more memory; then "swapoff -a" as root, and take the line out of /etc/fstab.';

export const swapInUse = probe({
  id: 'machine/swap',
  guide: null,
  title: 'Swap in use',
  chapter: chapters.machine,
  every: seconds(30),
  afterMinutes: 15,
  needs: () => ({ proc }),
  actual: ({ proc }) => (proc.memory.swap === 0 ? 'off' : formatBytes(used(proc))),
  wanted: () => `at most ${formatBytes(most)}`,
  figures: ({ proc }) => [{ id: 'swap-used', value: used(proc) }],
  outcomes: [
    { outcome: 'pass', when: ({ proc }) => proc.memory.swap === 0, message: () => 'Swap is off.' },
    { outcome: 'warn', when: ({ proc }) => used(proc) > most, message: ({ proc }) => `${formatBytes(used(proc))} of ${formatBytes(proc.memory.swap)} of swap are in use; it warns above ${formatBytes(most)}.`, remedy },
    { outcome: 'pass', when: () => true, message: ({ proc }) => `${formatBytes(used(proc))} of ${formatBytes(proc.memory.swap)} of swap are in use.` },
  ],
});

const used = ({ memory: { swap, swapFree } }: Proc): number => Math.max(0, swap - swapFree);
