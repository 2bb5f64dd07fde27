import { count, minutes } from '@/lib/core/units';
import { smart, type DiskHealth } from '@/lib/facts/smart';
import { chapters } from '../chapters';
import { probe } from '../define';

/** Disks are replaced some time before their life is used up. */
const mostUsedPercent = 90;
type Facts = Readonly<{ disks: readonly DiskHealth[] | undefined }>;

export const diskHealth = probe({
  id: 'machine/disk-health',
  guide: null,
  title: 'The disks say that they are well',
  chapter: chapters.machine,
  every: minutes(24 * 60),
  afterMinutes: 0,
  slow: true,
  needs: () => ({ disks: smart }),
  actual: ({ disks }) => (disks === undefined ? 'not told' : disks.map(describe).join(', ')),
  wanted: () => 'SMART passed',
  outcomes: [
    { outcome: 'pass', when: ({ disks }) => disks === undefined, message: () => 'The health of the disks is not told: smartctl is not installed. On real disks, "apt-get install smartmontools" brings it.' },
    { outcome: 'pass', when: ({ disks }) => disks?.length === 0, message: () => 'The disks of this server tell no health of their own, as is usual for virtual ones.' },
    { outcome: 'fail', when: (facts) => failing(facts).length > 0, message: (facts) => `A disk says that it fails: ${failing(facts).map(describe).join(', ')}.`, remedy: 'Make sure of a backup now, and replace the disk. "smartctl --all" of it tells more.' },
    { outcome: 'warn', when: (facts) => ailing(facts).length > 0, message: (facts) => `A disk is not well: ${ailing(facts).map(describe).join(', ')}.`, remedy: `Plan to replace it; ask again whether the bad sectors grow. "smartctl --all" of it tells more. It warns from the first bad sector on, and from ${mostUsedPercent} % of its life.` },
    { outcome: 'pass', when: () => true, message: ({ disks }) => `All is well: ${(disks ?? []).map(describe).join(', ')}.` },
  ],
});

const failing = ({ disks }: Facts) => (disks ?? []).filter(({ passed }) => !passed);
const ailing = ({ disks }: Facts) => (disks ?? []).filter(({ badSectors, usedPercent }) => (badSectors ?? 0) > 0 || (usedPercent ?? 0) >= mostUsedPercent);

function describe({ device, passed, badSectors, usedPercent }: DiskHealth): string {
  const more = [...(badSectors === undefined ? [] : [count(badSectors, 'bad sector')]), ...(usedPercent === undefined ? [] : [`${usedPercent} % of its life used`])];
  return `${device} ${passed ? 'passed' : 'failed'}${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
}
