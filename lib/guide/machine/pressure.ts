import { seconds } from '@/lib/core/units';
import { proc, type Proc } from '@/lib/facts/proc';
import { chapters } from '../chapters';
import { probe } from '../define';

const titles = { cpu: 'CPU', memory: 'memory', io: 'disks' } as const;
const kinds = ['cpu', 'memory', 'io'] as const;

export const pressure = probe({
  id: 'machine/pressure',
  guide: null,
  title: 'Nothing waits for long',
  chapter: chapters.machine,
  every: seconds(30),
  afterMinutes: 5,
  needs: () => ({ proc }),
  actual: ({ proc }) => (proc.pressure === undefined ? 'not told' : kinds.map((kind) => describe(proc, kind)).join(', ')),
  wanted: ({ thresholds }) => `below ${thresholds.pressureWarn} % of the time`,
  figures: ({ proc: { pressure } }) => (pressure === undefined ? [] : kinds.map((kind) => ({ id: `pressure-${kind}`, value: pressure[kind] }))),
  outcomes: [
    { outcome: 'pass', when: ({ proc }) => proc.pressure === undefined, message: () => 'The kernel of this server does not tell how long processes wait: it is older than 4.20, or that is switched off.' },
    {
      outcome: 'warn',
      when: ({ proc }, { thresholds }) => high(proc, thresholds.pressureWarn).length > 0,
      message: ({ proc }, { thresholds }) => `In the last minute processes waited for ${high(proc, thresholds.pressureWarn).map((kind) => describe(proc, kind)).join(' and ')} of the time; it warns from ${thresholds.pressureWarn} % on.`,
      remedy: 'See with "top" which process wants the CPU, with "docker stats" which service takes the memory, and with "iotop" or "iostat -x 5" which disk is slow.',
    },
    { outcome: 'pass', when: () => true, message: ({ proc }) => `In the last minute processes waited for ${kinds.map((kind) => describe(proc, kind)).join(', ')} of the time.` },
  ],
});

const high = ({ pressure }: Proc, most: number) => kinds.filter((kind) => (pressure?.[kind] ?? 0) >= most);
const describe = ({ pressure }: Proc, kind: (typeof kinds)[number]): string => `${titles[kind]} ${(pressure?.[kind] ?? 0).toFixed(1)} %`;
