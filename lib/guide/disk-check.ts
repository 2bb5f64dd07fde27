import type { Check } from '@/lib/engine/types';
import type { Layout } from '@/lib/contract/layout';
import { formatBytes, gb } from '@/lib/core/units';
import { mountOf, mounts, type Mount, type Mounts } from '@/lib/facts/mounts';
import { chapters } from './chapters';
import { check } from './define';
import type { Inputs } from './inputs';

type Disk = Layout['disks'][number];
/** A file system may be 7 % smaller than the disk that the guide asks for (design.md §1). */
const tolerance = 0.93;

/** One of the guide's four disks: mounted by itself, and as large as recommended. */
export function diskCheck(role: string, title: string): Check<Inputs> {
  const disk = (inputs: Inputs): Disk | undefined => inputs.layout.disks.find((each) => each.role === role);
  const mount = (found: Mounts, inputs: Inputs): Mount | undefined => mountOf(found, disk(inputs)?.mount ?? '/');
  const isOwn = (found: Mounts, inputs: Inputs): boolean => mount(found, inputs)?.target === disk(inputs)?.mount && (disk(inputs)?.mount === '/' || deviceOf(mount(found, inputs)) !== deviceOf(mountOf(found, '/')));
  return check({
    id: `prerequisites/disk-${role}`,
    guide: 'prerequisites/4',
    title,
    chapter: chapters.prerequisites,
    needs: (inputs) => ({ mounts: diskMounts(inputs) }),
    actual: ({ mounts: found }, inputs) => describe(mount(found, inputs)),
    wanted(inputs) {
      const wanted = disk(inputs);
      if (wanted === undefined) return 'not asked for';
      return `${wanted.mount}, a disk of its own${wanted.bytes > 0 ? `, at least ${wanted.bytes / gb(1)} GB` : ''}`;
    },
    outcomes: [
      { outcome: 'pass', when: (_facts, inputs) => disk(inputs) === undefined, message: () => 'This generation of ClearML asks for no such disk.' },
      {
        outcome: 'fail',
        when: ({ mounts: found }, inputs) => !isOwn(found, inputs),
        message: ({ mounts: found }, inputs) => `${disk(inputs)?.mount ?? ''} is not a disk of its own: it lies on ${mount(found, inputs)?.target === disk(inputs)?.mount ? "the root disk, mounted a second time" : (mount(found, inputs)?.target ?? '/')}.`,
        remedy: (_facts, inputs) => mountingByHand(disk(inputs)?.mount ?? ''),
      },
      {
        outcome: 'warn',
        when: ({ mounts: found }, inputs) => (mount(found, inputs)?.bytes ?? 0) < (disk(inputs)?.bytes ?? 0) * tolerance,
        message: ({ mounts: found }, inputs) => `${disk(inputs)?.mount ?? ''} has ${formatBytes(mount(found, inputs)?.bytes ?? 0)}; ${(disk(inputs)?.bytes ?? 0) / gb(1)} GB are recommended.`,
        remedy: 'Enlarge the disk and its file system, or accept with a reason that it fills sooner.',
      },
      { outcome: 'pass', when: () => true, message: ({ mounts: found }, inputs) => `${disk(inputs)?.mount ?? ''}: ${describe(mount(found, inputs))}.` },
    ],
  });
}

/** The layout's mount points, asked once for all checks of disks. */
export const diskMounts = ({ layout }: Inputs) => mounts(layout.disks.map((disk) => disk.mount));

/** `/dev/sda1[/srv/data]` is a part of a disk that is mounted a second time (findmnt(8)). */
const deviceOf = (mount: Mount | undefined): string | undefined => mount?.source.replace(/\[.*\]$/, '');

const describe = (mount: Mount | undefined): string => (mount === undefined ? 'nothing' : `${formatBytes(mount.bytes)} on ${mount.source}, ${mount.fileSystem}`);

/** The console never partitions, formats or mounts: it shows how. */
function mountingByHand(target: string): string {
  return `Choose an empty disk with "lsblk -f", then as root: "mkfs.ext4 /dev/DISK", "mkdir -p ${target}", add the line "UUID=… ${target} ext4 defaults 0 2" to /etc/fstab (the UUID is told by "blkid /dev/DISK"), and "mount ${target}". The console does none of this.`;
}
