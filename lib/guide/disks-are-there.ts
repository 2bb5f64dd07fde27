import { receiptPath } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { disksReceipt } from './recorded-disks';

/** Stands before whatever makes or starts containers. */
export const disksAreThere = script('guide/disks-are-there.sh', [receiptPath(disksReceipt)], { effect: 'reads', why: 'Stops here when a disk of the installation is not mounted: ClearML would begin anew on the disk below' });
