import { Blocked } from '@/lib/engine/blocked';
import { seconds } from '@/lib/core/units';
import { receiptPath } from '@/lib/facts/receipt';
import { step } from '../define';
import { disksReceipt, recordedDisks, troublesOfDisks } from '../recorded-disks';

/** It never runs a command: it is in place, or it stops everything that would write to the disk below. */
export const disksThere = step({
  id: 'installation/disks-there',
  guide: null,
  title: 'The disks have come back',
  why: 'Without them ClearML would write to the disk below, and start with empty databases.',
  usually: seconds(1),
  needs: recordedDisks,
  plan({ mounts, recorded }) {
    const troubles = troublesOfDisks(recorded, mounts);
    if (troubles.length > 0) throw new Blocked(`${troubles.join('. ')}. Mount it ("mount -a" as root, "systemctl --failed" tells what went wrong), then retry. If it was changed on purpose, remove ${receiptPath(disksReceipt)} as root and retry.`);
    return [];
  },
});
