import type { Mounts } from '@/lib/facts/mounts';
import { chapters } from '../chapters';
import { check } from '../define';
import { diskMounts } from '../disk-check';
import type { Inputs } from '../inputs';

export const disksReturn = check({
  id: 'beyond/disks-return',
  guide: null,
  title: 'Disks come back after a restart',
  chapter: chapters.beyond,
  needs: (inputs) => ({ mounts: diskMounts(inputs) }),
  wanted: () => 'each disk in /etc/fstab or in a mount unit',
  outcomes: [
    { outcome: 'fail', when: ({ mounts }, inputs) => passing(mounts, inputs).length > 0, message: ({ mounts }, inputs) => `After the restart these disks would be missing: ${passing(mounts, inputs).join(', ')}. ClearML would then write to the disk below.`, remedy: 'Add a line for each to /etc/fstab; "findmnt --fstab" shows what is there, "blkid" the UUID.' },
    { outcome: 'pass', when: () => true, message: () => 'The disks are in /etc/fstab or in mount units.' },
  ],
});

const passing = ({ all }: Mounts, { layout }: Inputs): string[] =>
  layout.disks.flatMap(({ mount }) => {
    const found = all.findLast(({ target }) => target === mount);
    return found !== undefined && !found.persistent ? [mount] : [];
  });
