import { count, minutes } from '@/lib/core/units';
import { kernelLog } from '@/lib/facts/kernel-log';
import { chapters } from '../chapters';
import { probe } from '../define';

export const diskErrors = probe({
  id: 'machine/disk-errors',
  guide: null,
  title: 'The disks make no errors',
  chapter: chapters.machine,
  every: minutes(5),
  afterMinutes: 0,
  slow: true,
  explains: ['insides/'],
  needs: () => ({ log: kernelLog }),
  actual: ({ log }) => count(log.diskErrors.length, 'line'),
  wanted: () => "none in the kernel's log of the last hour",
  outcomes: [
    { outcome: 'fail', when: ({ log }) => log.diskErrors.length > 0, message: ({ log }) => `In the last hour the kernel told of trouble with disks (${count(log.diskErrors.length, 'line')}). The last one: ${log.diskErrors.at(-1)?.text ?? ''}.`, remedy: 'Make sure of a backup now. Look at "dmesg -T" and at "smartctl --all" of the disk, and replace it; a virtual disk is mended where it comes from.' },
    { outcome: 'pass', when: () => true, message: () => 'In the last hour the kernel told of no trouble with disks.' },
  ],
});
