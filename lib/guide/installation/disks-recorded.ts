import { seconds } from '@/lib/core/units';
import { step } from '../define';
import { leaveReceipt } from '../receipt-command';
import { describeDisks, disksReceipt, recordedDisks, troublesOfDisks } from '../recorded-disks';

export const disksRecorded = step({
  id: 'installation/disks-recorded',
  guide: null,
  title: 'Remember which disks are mounted',
  why: 'A disk that does not come back after a restart leaves an empty directory, and ClearML would begin anew in it.',
  usually: seconds(1),
  needs: recordedDisks,
  plan({ mounts, recorded }, { layout }) {
    // What is missing now stays remembered: the next of the disks' steps says so.
    if (troublesOfDisks(recorded, mounts).length > 0) return [];
    const found = describeDisks(mounts, layout);
    return found === (recorded ?? '') ? [] : [leaveReceipt(disksReceipt, found, 'Remembers the mount points and their file systems')];
  },
});
