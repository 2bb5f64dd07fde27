import { formatBytes, gb, seconds } from '@/lib/core/units';
import { proc, type Proc } from '@/lib/facts/proc';
import { chapters } from '../chapters';
import { probe } from '../define';
import { formatGb } from '../format-gb';

const remedy = 'See with "docker stats" which service takes it, and with "top" which other process. Complex queries take much for a while; where it stays so, the machine needs more memory.';

export const availableMemory = probe({
  id: 'monitoring/memory',
  guide: 'monitoring/ram/1',
  title: 'Available memory',
  chapter: chapters.monitoring,
  every: seconds(30),
  afterMinutes: 5,
  needs: () => ({ proc }),
  actual: ({ proc }) => describe(proc),
  wanted: ({ thresholds }) => `${formatGb(thresholds.memoryWarnGb)} available`,
  figures: ({ proc }) => [{ id: 'memory-available', value: proc.memory.available }],
  outcomes: [
    { outcome: 'fail', when: ({ proc }, { thresholds }) => proc.memory.available < gb(thresholds.memoryFailGb), message: ({ proc }, { thresholds }) => `Only ${describe(proc)} of memory are available; it fails below ${formatGb(thresholds.memoryFailGb)}.`, remedy },
    { outcome: 'warn', when: ({ proc }, { thresholds }) => proc.memory.available < gb(thresholds.memoryWarnGb), message: ({ proc }, { thresholds }) => `${describe(proc)} of memory are available; it warns below ${formatGb(thresholds.memoryWarnGb)}.`, remedy },
    { outcome: 'pass', when: () => true, message: ({ proc }) => `${describe(proc)} of memory are available.` },
  ],
});

/** As "free -h" prints it. */
const describe = ({ memory: { available, total } }: Proc): string => `${formatBytes(available)} of ${formatBytes(total)}`;
