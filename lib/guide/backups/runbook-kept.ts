import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { file } from '@/lib/facts/file';
import { install } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { runbook, runbookName } from './runbook';
import type { BackupWanted } from './wanted';

/** The runbook beside the repository, in clear text: restic passes over what is not its own. Last, so that nothing about it keeps a backup from being complete. */
export const runbookKept = ({ destination: { directory } }: BackupWanted): Step<Inputs> => {
  const path = `${directory}/${runbookName}`;
  return step({
    id: 'backups/runbook',
    guide: null,
    title: 'Keep how to restore by hand beside the backups',
    why: 'Console and server may be gone together. Whoever finds the backups and has the passphrase then reads there what to do.',
    usually: seconds(1),
    needs: () => ({ lying: file(path) }),
    plan({ lying }, inputs) {
      const text = runbook(inputs, directory);
      return lying?.content === text ? [] : [install(path, text, { why: 'What to type to restore by hand; no secret is in it' })];
    },
  });
};
