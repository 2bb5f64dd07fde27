import { formatBytes, gb } from '@/lib/core/units';
import { mountOf, type Mounts } from '@/lib/facts/mounts';
import { chapters } from '../chapters';
import { check } from '../define';
import { diskMounts } from '../disk-check';
import type { Inputs } from '../inputs';

/** What an installation and its first weeks need, by the disk's role: below `fail` the pull or the start breaks. */
const least: Readonly<Record<string, { readonly fail: number; readonly warn: number }>> = {
  root: { fail: gb(2), warn: gb(5) },
  docker: { fail: gb(10), warn: gb(20) },
  data: { fail: gb(5), warn: gb(20) },
  fileserver: { fail: gb(1), warn: gb(10) },
};

export const freeSpace = check({
  id: 'beyond/free-space',
  guide: null,
  title: 'Free space on each disk',
  chapter: chapters.beyond,
  needs: (inputs) => ({ mounts: diskMounts(inputs) }),
  actual: ({ mounts }, inputs) => spaces(mounts, inputs).map(describe).join(', '),
  wanted: ({ layout }) => layout.disks.map(({ mount, role }) => `${mount} ${formatBytes(least[role]?.warn ?? 0)}`).join(', '),
  outcomes: [
    { outcome: 'fail', when: ({ mounts }, inputs) => scarce(mounts, inputs, 'fail').length > 0, message: ({ mounts }, inputs) => `Too little is free: ${scarce(mounts, inputs, 'fail').map(describe).join(', ')}.`, remedy: 'Free space or enlarge the disk; "df -h" and "du -xh --max-depth=2" show what takes it.' },
    { outcome: 'warn', when: ({ mounts }, inputs) => scarce(mounts, inputs, 'warn').length > 0, message: ({ mounts }, inputs) => `Little is free: ${scarce(mounts, inputs, 'warn').map(describe).join(', ')}.`, remedy: 'It is enough to install, but not for long.' },
    { outcome: 'warn', when: ({ mounts }) => inodes(mounts).length > 0, message: ({ mounts }) => `Few inodes are free on ${inodes(mounts).join(', ')}: no more files can be made although there is space.`, remedy: 'Delete small files; "df -i" shows the use.' },
    { outcome: 'pass', when: () => true, message: ({ mounts }, inputs) => `Free: ${spaces(mounts, inputs).map(describe).join(', ')}.` },
  ],
});

interface Space {
  readonly path: string;
  readonly role: string;
  readonly free: number;
}
const describe = ({ path, free }: Space): string => `${path} ${formatBytes(free)}`;
const spaces = (mounts: Mounts, { layout }: Inputs): Space[] => layout.disks.map(({ mount, role }) => ({ path: mount, role, free: mountOf(mounts, mount)?.freeBytes ?? 0 }));
const scarce = (mounts: Mounts, inputs: Inputs, level: 'fail' | 'warn'): Space[] => spaces(mounts, inputs).filter(({ role, free }) => free < (least[role]?.[level] ?? 0));
const inodes = (mounts: Mounts): string[] => [...mounts.paths].flatMap(([path, { inodesUsed }]) => (inodesUsed !== null && inodesUsed >= 90 ? [path] : []));
