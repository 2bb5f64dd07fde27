import { count, minutes, seconds, utcMinute } from '@/lib/core/units';
import { kernelLog } from '@/lib/facts/kernel-log';
import { chapters } from '../chapters';
import { probe } from '../define';

export const killedProcesses = probe({
  id: 'machine/killed-processes',
  guide: null,
  title: 'Nothing was killed for want of memory',
  chapter: chapters.machine,
  every: minutes(5),
  // It has happened already, and is told for an hour.
  afterMinutes: 0,
  slow: true,
  needs: () => ({ log: kernelLog }),
  actual: ({ log }) => count(log.killed.length, 'process', 'processes'),
  wanted: () => 'none in the last hour',
  outcomes: [
    {
      outcome: 'warn',
      when: ({ log }) => log.killed.length > 0,
      message: ({ log }) => `Within an hour the kernel killed ${count(log.killed.length, 'process', 'processes')} for want of memory: ${[...new Set(log.killed.map(({ text }) => text))].slice(0, 5).join(', ')}; the last one at ${utcMinute(seconds(log.killed.at(-1)?.at ?? NaN))}.`,
      remedy: 'See with "docker stats" which service takes the memory, and with "docker ps" whether all run again. Give the machine more memory, or the service a higher limit where it has one.',
    },
    { outcome: 'pass', when: () => true, message: () => 'In the last hour the kernel killed no process for want of memory.' },
  ],
});
