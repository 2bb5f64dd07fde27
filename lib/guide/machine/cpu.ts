import { count, seconds } from '@/lib/core/units';
import { proc, type Proc } from '@/lib/facts/proc';
import { chapters } from '../chapters';
import { probe } from '../define';

/** Draws the chart. It is judged by the load, which also counts what waits. */
export const cpu = probe({
  id: 'machine/cpu',
  guide: null,
  title: 'CPU in use',
  chapter: chapters.machine,
  every: seconds(30),
  afterMinutes: 5,
  needs: () => ({ proc }),
  actual: ({ proc }) => count(proc.cpus, 'core'),
  figures({ proc }, _inputs, earlier) {
    if (earlier === null) return [];
    const [busy, all] = [proc.ticks.busy - earlier.facts.proc.ticks.busy, proc.ticks.all - earlier.facts.proc.ticks.all];
    // Counters began anew: the machine restarted.
    return all <= 0 || busy < 0 ? [] : [{ id: 'cpu-busy', value: Math.min(100, (busy / all) * 100) }];
  },
  outcomes: [{ outcome: 'pass', when: () => true, message: ({ proc }) => `${count(proc.cpus, 'core')}, ${sinceStart(proc)} % in use on average since the start.` }],
});

const sinceStart = ({ ticks: { busy, all } }: Proc): string => (all === 0 ? 0 : (busy / all) * 100).toFixed(1);
