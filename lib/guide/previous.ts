import type { Layout } from '@/lib/contract/layout';
import type { PreviousInstallation } from '@/lib/facts/previous-installations';

/** Empty directories, such as fresh mount points, are no installation. */
export const isInstallation = ({ files }: PreviousInstallation): boolean => files !== 0;

/** Mounts inside the bases that are not the layout's own disks. */
export function foreignMounts(found: readonly PreviousInstallation[], layout: Layout): readonly string[] {
  const own = new Set(layout.disks.map((disk) => disk.mount));
  return found.flatMap(({ mounts }) => mounts).filter((mount) => !own.has(mount));
}
