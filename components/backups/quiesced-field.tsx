import { Checkbox } from '@/components/ui/checkbox';
import type { BackupLook } from '@/lib/contract/backup-look';
import { formatDuration, roughly } from '@/lib/core/units';

/** Whether ClearML is stopped while its parts are stored: for a backup before an upgrade. */
export const QuiescedField = ({ isChosen, onChoose }: { isChosen: boolean; onChoose: (isChosen: boolean) => void }) => (
  <Checkbox
    className="mb-6 max-w-[68ch]" label="Stop ClearML while it is stored, such as before an upgrade" checked={isChosen} onChange={(event) => onChoose(event.target.checked)}
    hint="Otherwise ClearML goes on, and what is written meanwhile may be in one part and not in another. What was stopped is started again however the backup ends."
  />
);

/** How long nobody can work, by the last backup. */
export const awayWords = ({ away }: Pick<BackupLook, 'away'>): string =>
  away === null
    ? 'How long ClearML is away is not known: no earlier backup tells how long storing takes. Back up once without stopping it; the next one sends only what has changed.'
    : `ClearML is away for about ${formatDuration(roughly(away + 60_000))}: as long as storing took the last time, and a minute to stop and start.`;
