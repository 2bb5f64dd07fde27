import { Blocked } from '@/lib/engine/blocked';
import type { Step } from '@/lib/engine/types';
import { diskMounts } from '../disk-check';
import { step } from '../define';
import type { Mounts } from '@/lib/facts/mounts';
import type { Inputs } from '../inputs';
import { copied } from './copied';
import { copyManifest } from './copy-manifest';
import { copyOf, type CopyWanted } from './copy-wanted';
import { prune } from './prune';
import { repository } from './repository';
import { runbookKept } from './runbook-kept';
import { isDirectory, type BackupWanted } from './wanted';

/** What is done at the second destination, once the backup is complete at the first one: nothing of it can harm that. */
export function copySteps(backup: BackupWanted): readonly Step<Inputs>[] {
  const wanted = copyOf(backup);
  if (wanted === null) return [];
  return [
    copyRepository(wanted),
    copied(wanted),
    copyManifest(wanted),
    ...(isDirectory(wanted) ? [{ ...runbookKept(wanted), id: 'backups/copy-runbook', title: 'Keep how to restore by hand beside the copy' }] : []),
  ];
}

/** The copies that the retention gives up, once both places are done with the new one. */
export function copyPruned(backup: BackupWanted): readonly Step<Inputs>[] {
  const wanted = copyOf(backup);
  return wanted === null ? [] : [{ ...prune(wanted), id: 'backups/copy-prune', title: 'Delete the copies that are not kept any longer' }];
}

function copyRepository(wanted: CopyWanted): Step<Inputs> {
  const told = repository(wanted, wanted);
  const { directory } = wanted.destination;
  const more = { id: 'backups/copy-repository', title: 'Make the repository at the second destination', why: 'It cuts what it stores in the same places as the first one, so that what both hold is stored once there, too. It has a passphrase of its own.' };
  if (!isDirectory(wanted)) return { ...told, ...more };
  return step({
    ...told,
    ...more,
    needs: (inputs) => ({ ...told.needs(inputs), mounts: diskMounts(inputs) }),
    plan({ mounts, ...facts }, inputs) {
      const missing = (mounts as Mounts).unmounted?.find((target) => directory === target || directory.startsWith(`${target}/`));
      if (missing !== undefined) throw new Blocked(`The disk of ${missing} is not mounted, though /etc/fstab or a mount unit wants it there, so nothing is copied to ${directory}: the copy would fill the disk below it. Mount it ("mount -a" as root), then try again.`);
      return told.plan(facts, inputs);
    },
  });
}
