import { minutes } from '@/lib/core/units';
import { receiptPath } from '@/lib/facts/receipt';
import { chapters } from '../chapters';
import { probe } from '../define';
import { disksReceipt, recordedDisks, troublesOfDisks } from '../recorded-disks';

export const disksMounted = probe({
  id: 'machine/disks-mounted',
  guide: null,
  title: 'The disks of the installation are mounted',
  chapter: chapters.machine,
  every: minutes(5),
  afterMinutes: 0,
  explains: ['monitoring/apiserver', 'monitoring/webserver', 'monitoring/fileserver', 'security/answers', 'insides/'],
  needs: recordedDisks,
  outcomes: [
    { outcome: 'fail', when: ({ mounts, recorded }) => troublesOfDisks(recorded, mounts).length > 0, message: ({ mounts, recorded }) => `${troublesOfDisks(recorded, mounts).join('. ')}.`, remedy: `Stop ClearML, mount the disk, and start it again: what was written meanwhile lies hidden below the mount point. If the disk was changed on purpose, remove ${receiptPath(disksReceipt)}.` },
    { outcome: 'pass', when: ({ recorded }) => recorded === undefined, message: () => 'No disk of its own was recorded when ClearML was installed.' },
    { outcome: 'pass', when: () => true, message: () => 'Each disk that was mounted at the installation is mounted.' },
  ],
});
