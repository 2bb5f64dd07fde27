import { formatBytes, seconds } from '@/lib/core/units';
import { proc, type Proc } from '@/lib/facts/proc';
import { chapters } from '../chapters';
import { probe } from '../define';
import { perSecond, since } from '../rates';

/** Draws the charts: all network cards together. */
export const network = probe({
  id: 'machine/network',
  guide: null,
  title: 'Network',
  chapter: chapters.machine,
  every: seconds(30),
  afterMinutes: 5,
  needs: () => ({ proc }),
  figures({ proc }, _inputs, earlier, at) {
    // A card that came or went makes the sums incomparable.
    if (earlier === null || [...proc.network.keys()].join(' ') !== [...earlier.facts.proc.network.keys()].join(' ')) return [];
    const [now, before] = [totals(proc), totals(earlier.facts.proc)];
    const [received, sent] = [perSecond(now.in, before.in, since(earlier, at)), perSecond(now.out, before.out, since(earlier, at))];
    return received === null || sent === null ? [] : [{ id: 'network-in', value: received }, { id: 'network-out', value: sent }];
  },
  outcomes: [
    { outcome: 'pass', when: ({ proc }) => proc.network.size === 0, message: () => 'This server has no network card of its own: it may be a container.' },
    { outcome: 'pass', when: () => true, message: ({ proc }) => `Since the start: ${formatBytes(totals(proc).in)} in and ${formatBytes(totals(proc).out)} out by ${[...proc.network.keys()].slice(0, 8).join(', ')}; ${totals(proc).lost} packets broken or dropped.` },
  ],
});

function totals({ network }: Proc): { in: number; out: number; lost: number } {
  return [...network.values()].reduce((sum, { bytesIn, bytesOut, lost }) => ({ in: sum.in + bytesIn, out: sum.out + bytesOut, lost: sum.lost + lost }), { in: 0, out: 0, lost: 0 });
}
