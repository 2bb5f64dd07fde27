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
