import { formatBytes, seconds } from '@/lib/core/units';
import { proc, type Proc } from '@/lib/facts/proc';
import type { DiskCounters } from '@/lib/facts/proc-counters';
import { chapters } from '../chapters';
import { probe } from '../define';
import { perSecond, since } from '../rates';

/** Draws the charts. How much waits for disks is judged by the pressure: a busy disk is none that is too slow. */
export const diskSpeed = probe({
  id: 'machine/disk-speed',
  guide: null,
  title: 'Latency and throughput of the disks',
  chapter: chapters.machine,
  every: seconds(30),
  afterMinutes: 5,
  needs: () => ({ proc }),
  figures({ proc }, _inputs, earlier, at) {
    return [...proc.disks].flatMap(([name, now]) => {
      const before = earlier?.facts.proc.disks.get(name);
      const [read, written] = [perSecond(now.bytesRead, before?.bytesRead, since(earlier, at)), perSecond(now.bytesWritten, before?.bytesWritten, since(earlier, at))];
      if (before === undefined || read === null || written === null) return [];
      return [...latency(now, before).map((value) => ({ id: `disk-latency:${name}`, value })), { id: `disk-read:${name}`, value: read }, { id: `disk-write:${name}`, value: written }];
    });
  },
  outcomes: [
    { outcome: 'pass', when: ({ proc }) => proc.disks.size === 0, message: () => 'The kernel of this server counts no disk: it may be a container.' },
    { outcome: 'pass', when: () => true, message: ({ proc }) => `Since the start: ${describe(proc)}.` },
  ],
});

/** Milliseconds that a request took; none while the disk was at rest. */
function latency(now: DiskCounters, before: DiskCounters): number[] {
  const [requests, milliseconds] = [now.requests - before.requests, now.milliseconds - before.milliseconds];
  return requests <= 0 || milliseconds < 0 ? [] : [milliseconds / requests];
}

const describe = ({ disks }: Proc): string =>
  [...disks].slice(0, 8).map(([name, { requests, milliseconds, bytesRead, bytesWritten }]) => `${name} took ${(milliseconds / requests).toFixed(1)} ms a request, ${formatBytes(bytesRead)} read, ${formatBytes(bytesWritten)} written`).join('; ');
