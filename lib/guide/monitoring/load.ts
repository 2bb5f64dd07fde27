import { count, seconds } from '@/lib/core/units';
import { proc, type Proc } from '@/lib/facts/proc';
import { chapters } from '../chapters';
import { probe } from '../define';

export const load = probe({
  id: 'monitoring/load',
  guide: 'monitoring/cpu/1',
  title: '5-minute load',
  chapter: chapters.monitoring,
  every: seconds(30),
  // It is a mean of five minutes already.
  afterMinutes: 5,
  needs: () => ({ proc }),
  actual: ({ proc }) => describe(proc),
  wanted: ({ thresholds }) => `below ${thresholds.loadWarn}`,
  figures: ({ proc }) => [{ id: 'load5', value: proc.load[1] }],
  outcomes: [
    { outcome: 'fail', when: ({ proc }, { thresholds }) => proc.load[1] >= thresholds.loadFail, message: ({ proc }, { thresholds }) => `The 5-minute load is ${describe(proc)}; it fails from ${thresholds.loadFail} on.`, remedy: 'See with "top" which process it is, and with "docker stats" which service. Where apiserver and Elasticsearch are busy all day, the machine needs more CPUs; where it is as usual, adjust the thresholds.' },
    { outcome: 'warn', when: ({ proc }, { thresholds }) => proc.load[1] >= thresholds.loadWarn, message: ({ proc }, { thresholds }) => `The 5-minute load is ${describe(proc)}; it warns from ${thresholds.loadWarn} on.`, remedy: 'See with "top" which process it is, and with "docker stats" which service. Where this load is usual here, adjust the thresholds.' },
    { outcome: 'pass', when: () => true, message: ({ proc }) => `The 5-minute load is ${describe(proc)}.` },
  ],
});

/** "6.20 (1.55 per core on 4 cores)", with as many digits as "uptime" prints. */
const describe = ({ load: [, five], cpus }: Proc): string => `${five.toFixed(2)} (${(five / cpus).toFixed(2)} per core on ${count(cpus, 'core')})`;
