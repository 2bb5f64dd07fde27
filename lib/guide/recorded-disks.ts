import type { Layout } from '@/lib/contract/layout';
import type { Mounts } from '@/lib/facts/mounts';
import { receipt } from '@/lib/facts/receipt';
import { diskMounts } from './disk-check';
import type { Inputs } from './inputs';

/** Holds which disks were mounted, and with which file system, before ClearML's data was there. */
export const disksReceipt = 'disks';

/** What is asked about them: what is mounted, and what was recorded. */
export const recordedDisks = (inputs: Inputs) => ({ mounts: diskMounts(inputs), recorded: receipt(disksReceipt) });

/** `/opt/allegro/data=0b1c… /var/lib/docker=-`: the layout's disks that are mounted by themselves now; "-" for a UUID that can't be told. */
export function describeDisks({ all }: Mounts, { disks }: Layout): string {
  return disks
    .flatMap(({ mount }) => {
      const found = all.findLast(({ target }) => target === mount);
      return found === undefined || mount === '/' ? [] : [`${mount}=${found.uuid ?? '-'}`];
    })
    .sort()
    .join(' ');
}

/** What of the recorded disks is missing or another one now, as sentences without their full stops. */
export function troublesOfDisks(recorded: string | undefined, { all }: Mounts): string[] {
  return (recorded ?? '').split(' ').flatMap((entry) => {
    const [mount = '', uuid = '-'] = entry.split('=');
    if (mount === '') return [];
    const found = all.findLast(({ target }) => target === mount);
    if (found === undefined) return [`The disk of ${mount} is not mounted, though it was when ClearML was installed`];
    return uuid === '-' || found.uuid === undefined || found.uuid === uuid ? [] : [`${mount} is another disk than when ClearML was installed (its UUID is ${found.uuid} now, it was ${uuid})`];
  });
}

/**
 * What of the disks that hold a tree, or are mounted inside of it, is missing or another one now, as sentences without their full stops: by
 * what was recorded, and by what fstab and mount units want. `paths`: what the tree is called, and where that really leads.
 */
export function troublesOfTree(paths: readonly string[], recorded: string | undefined, found: Mounts): string[] {
  const isOfTree = (target: string) => paths.some((path) => isWithin(path, target) || isWithin(target, path));
  const missing = (found.unmounted ?? []).filter(isOfTree).map((target) => `The disk of ${target} is not mounted, though /etc/fstab or a mount unit wants it there`);
  // What the receipt says of other disks is no matter of this tree.
  return [...missing, ...troublesOfDisks((recorded ?? '').split(' ').filter((entry) => isOfTree(entry.split('=')[0] ?? '')).join(' '), found)];
}

const isWithin = (path: string, directory: string): boolean => path === directory || directory === '/' || path.startsWith(`${directory}/`);
