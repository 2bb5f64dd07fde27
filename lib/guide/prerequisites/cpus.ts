import { count } from '@/lib/core/units';
import { cpus as cpusFact } from '@/lib/facts/cpus';
import { chapters } from '../chapters';
import { check } from '../define';

export const cpus = check({
  id: 'prerequisites/cpus',
  guide: 'prerequisites/1',
  title: 'At least 8 CPUs',
  chapter: chapters.prerequisites,
  needs: () => ({ cpus: cpusFact }),
  actual: ({ cpus }) => count(cpus.count, 'CPU'),
  wanted: () => '8 CPUs',
  outcomes: [
    { outcome: 'fail', when: ({ cpus }) => cpus.count < 8, message: ({ cpus }) => `${count(cpus.count, 'CPU')}; 8 are required.`, remedy: 'Give the machine more processors.' },
    { outcome: 'pass', when: () => true, message: ({ cpus }) => `${count(cpus.count, 'CPU')}.` },
  ],
});
