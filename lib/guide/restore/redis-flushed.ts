import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { projectContainers } from '@/lib/facts/project-containers';
import { receipt } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { containerOf, stepReceipt, type RestoreWanted } from './wanted';

export const redisFlushed = (wanted: RestoreWanted): Step<Inputs> =>
  step({
    id: 'restore/redis-flushed',
    guide: null,
    title: 'Empty Redis',
    why: 'It holds locks, sessions and lists of workers of the data before. All of that comes again by itself; people log in once more.',
    usually: seconds(2),
    needs: ({ layout }) => ({ containers: projectContainers(layout.base), receipt: receipt('restore-redis') }),
    plan({ containers, receipt: left }) {
      const { proven, leave } = stepReceipt(wanted, 'redis');
      return left === proven ? [] : [script('guide/restore/redis-flushed.sh', [containerOf(['redis'], containers, 'Redis')], { effect: 'destroys', why: 'Empties it' }), leave()];
    },
    destroys: () => ['what Redis holds now: sessions, locks and lists of workers'],
  });
