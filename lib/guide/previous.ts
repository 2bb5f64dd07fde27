import type { Layout } from '@/lib/contract/layout';
import type { PreviousInstallation } from '@/lib/facts/previous-installations';

/** Empty directories, such as fresh mount points, are no installation. */
export const isInstallation = ({ files }: PreviousInstallation): boolean => files !== 0;

/** A base directory that lies elsewhere. Neither its mounts nor its files can be told apart safely, so a person must decide. */
export function linked(found: readonly PreviousInstallation[]): string | undefined {
  const links = found.flatMap(({ base, link }) => (link === undefined ? [] : [`${base} is a symbolic link to ${link}, or lies below one`]));
  return links.length === 0 ? undefined : `${links.join('. ')}.`;
}
/** What a person can do about it. */
export const unlink = 'Look what is in there: an earlier installation may be. Then remove the link, and mount the disk at that place itself ("mount --bind" and a line in /etc/fstab do it too).';

/** Mounts inside the bases that are neither the layout's own disks nor a base itself. */
export function foreignMounts(found: readonly PreviousInstallation[], layout: Layout): readonly string[] {
  const own = new Set([...layout.disks.map((disk) => disk.mount), ...layout.previousBases]);
  return found.flatMap(({ mounts }) => mounts).filter((mount) => !own.has(mount));
}
