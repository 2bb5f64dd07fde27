import { formatBytes, gb } from '@/lib/core/units';
import { meminfo } from '@/lib/facts/meminfo';
import { chapters } from '../chapters';
import { check } from '../define';

export const memory = check({
  id: 'prerequisites/memory',
  guide: 'prerequisites/2',
  title: 'At least 32 GB RAM',
  chapter: chapters.prerequisites,
  needs: () => ({ meminfo }),
  actual: ({ meminfo }) => formatBytes(meminfo.total),
  wanted: () => '32 GB',
  outcomes: [
    // A machine of 32 GB shows less: the kernel and the firmware keep some.
    { outcome: 'fail', when: ({ meminfo }) => meminfo.total < gb(30), message: ({ meminfo }) => `${formatBytes(meminfo.total)} of RAM; 32 GB are required.`, remedy: 'Give the machine more memory.' },
    { outcome: 'pass', when: () => true, message: ({ meminfo }) => `${formatBytes(meminfo.total)} of RAM.` },
  ],
});
