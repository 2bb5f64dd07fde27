import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { receipt } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { compose } from '../compose-command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { leaveReceipt } from '../receipt-command';
import { localUrl } from '../urls';
import type { BackupWanted } from './wanted';
import { provenBy, stoppedReceipt } from './writers-stopped';

/** Seconds that ClearML may take to answer again. */
export const longestStart = 600;

/** Behind the last part of a quiesced backup, and whenever its run ends before that: nothing that it has stopped stays so. `set`: the run that does it. */
export const writersStarted = (wanted: Pick<BackupWanted, 'set'>): Step<Inputs> =>
  step({
    id: 'backups/writers-started',
    guide: null,
    title: 'Start ClearML again',
    why: 'Exactly what was stopped for the backup is started again, and asked until it answers. It is also done when a part fails, and when the backup is cancelled.',
    interruptible: false,
    usually: minutes(1),
    needs: () => ({ isStarted: receipt('backup-started-by') }),
    plan({ isStarted }, inputs) {
      const proven = provenBy(wanted, 'started');
      if (isStarted === proven) return [];
      const { layout } = inputs;
      // What did not run before need not answer after it.
      const answers = layout.probes.map(({ service, port, path, status }) => `${service} ${status} ${localUrl(port, path)}`);
      return [
        script('guide/restore/writers-started.sh', [layout.base, stoppedReceipt, String(longestStart), ...answers, '--', ...compose(inputs, [], { why: '' }).argv], { why: 'Starts what the backup has stopped, and waits until it answers' }),
        leaveReceipt('backup-started-by', proven, 'Remembers that it was started again'),
      ];
    },
  });
