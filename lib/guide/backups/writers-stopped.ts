import { Blocked } from '@/lib/engine/blocked';
import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { projectContainers } from '@/lib/facts/project-containers';
import { receipt } from '@/lib/facts/receipt';
import { step } from '../define';
import { hashOf } from '../hash';
import type { Inputs } from '../inputs';
import { leaveReceipt } from '../receipt-command';
import { stopWriters, writersOf } from '../restore/wanted';
import type { BackupWanted } from './wanted';

/** The receipt with the services that a backup has stopped, until they are started again. */
export const stoppedReceipt = 'backup-stopped';
/** What the receipts of one backup's stop and start hold: those of another are not taken for its own. */
export const provenBy = ({ set }: Pick<BackupWanted, 'set'>, what: 'stopped' | 'started'): string => hashOf(set, `backup ${what}`);

const facts = ({ layout }: Inputs) => ({ containers: projectContainers(layout.base), isStopped: receipt('backup-stopped-by'), isStarted: receipt('backup-started-by') });

/** Before the first part of a quiesced backup: nothing writes any more, so that all parts are of the same moment. The databases go on: they are what is stored. */
export const writersStopped = (wanted: Pick<BackupWanted, 'set'>): Step<Inputs> =>
  step({
    id: 'backups/writers-stopped',
    guide: null,
    title: 'Stop ClearML but its databases',
    why: 'While nothing writes, all parts are of the same moment: what a backup before an upgrade has to be. Which services it stops is noted on the server first.',
    // A stop that is cut off half way could still end what is started again meanwhile.
    interruptible: false,
    usually: minutes(1),
    needs: facts,
    plan({ containers, isStopped, isStarted }, { layout }) {
      const proven = provenBy(wanted, 'stopped');
      // Once this backup has started it again, it stays so.
      if (isStarted === provenBy(wanted, 'started') || (isStopped === proven && writersOf(containers).length === 0)) return [];
      return [stopWriters(layout.base, stoppedReceipt), leaveReceipt('backup-stopped-by', proven, 'Remembers that this backup has stopped it')];
    },
    restarts: () => ['ClearML is stopped, but for its databases, until all parts are stored; then exactly what was stopped is started again. Nobody can work meanwhile, and what agents report may be lost.'],
  });

/** A part that is stored only while what this backup has stopped stays so. Asked before it and after it. */
export const whileStopped = (wanted: Pick<BackupWanted, 'set'>, part: Step<Inputs>): Step<Inputs> => ({
  ...part,
  needs: (inputs) => ({ ...part.needs(inputs), 'while-stopped-containers': facts(inputs).containers, 'while-stopped-by': facts(inputs).isStopped, 'while-started-by': facts(inputs).isStarted }),
  plan({ 'while-stopped-containers': containers, 'while-stopped-by': isStopped, 'while-started-by': isStarted, ...values }, inputs) {
    const [writer] = writersOf(containers as Parameters<typeof writersOf>[0]);
    if (isStopped === provenBy(wanted, 'stopped') && isStarted !== provenBy(wanted, 'started') && writer !== undefined)
      throw new Blocked(`The service ${JSON.stringify(writer.service)} was started while ClearML was to stay stopped for this backup, so its parts need not be of the same moment. Start another backup.`);
    return part.plan(values, inputs);
  },
});
