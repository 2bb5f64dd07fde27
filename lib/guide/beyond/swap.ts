import { formatBytes } from '@/lib/core/units';
import { meminfo } from '@/lib/facts/meminfo';
import { chapters } from '../chapters';
import { check } from '../define';

export const swap = check({
  id: 'beyond/swap',
  guide: null,
  title: 'No swap',
  chapter: chapters.beyond,
  needs: () => ({ meminfo }),
  actual: ({ meminfo }) => (meminfo.swap === 0 ? 'off' : formatBytes(meminfo.swap)),
  wanted: () => 'off',
  outcomes: [
    { outcome: 'warn', when: ({ meminfo }) => meminfo.swap > 0, message: ({ meminfo }) => `${formatBytes(meminfo.swap)} of swap is on. Elasticsearch becomes slow when its memory is swapped out.`, remedy: 'Run "swapoff -a" as root and take the line out of /etc/fstab, when there is memory enough.' },
    { outcome: 'pass', when: () => true, message: () => 'Swap is off.' },
  ],
});
