import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { receipt } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { compose } from '../compose-command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { localUrl } from '../urls';
import { stepReceipt, type RestoreWanted } from './wanted';

/** Seconds that ClearML may take to answer: the API server first brings its databases to its own version. */
const limit = '600';

export const writersStarted = (wanted: Pick<RestoreWanted, 'run' | 'set'>): Step<Inputs> =>
  step({
    id: 'restore/started',
    guide: null,
    title: 'Start ClearML',
    why: 'Exactly what was stopped for the restore is started again, and asked until it answers.',
    usually: minutes(1),
    needs: () => ({ started: receipt('restore-started') }),
    plan({ started }, inputs) {
      const { proven, leave } = stepReceipt(wanted, 'started');
      if (started === proven) return [];
      const { layout } = inputs;
      const answers = layout.probes.map(({ port, path, status }) => `- ${status} ${localUrl(port, path)}`);
      // A backup that stopped ClearML for itself and did not start it again is settled by the way.
      return [script('guide/restore/writers-started.sh', [layout.base, 'restore-stopped backup-stopped', limit, ...answers, '--', ...compose(inputs, [], { why: '' }).argv], { why: 'Starts what was stopped, and waits until ClearML answers' }), leave()];
    },
  });
