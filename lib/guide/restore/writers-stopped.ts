import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { projectContainers } from '@/lib/facts/project-containers';
import { receipt } from '@/lib/facts/receipt';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { quiet, stepReceipt, type RestoreWanted } from './wanted';

const downtime = 'ClearML does not answer until all is restored, and what agents report meanwhile is lost';

/** Before anything is replaced, nothing may write any more. MongoDB, Elasticsearch and Redis go on: they are what is restored. `isSavedThen`: what is there is stored once it is stopped. */
export const writersStopped = (wanted: RestoreWanted, isSavedThen = false): Step<Inputs> =>
  step({
    id: 'restore/writers-stopped',
    guide: null,
    title: 'Stop ClearML but its databases',
    why: `What is written while data are replaced would be half in the old and half in the new. ${downtime}.`,
    usually: minutes(1),
    needs: ({ layout }) => ({ containers: projectContainers(layout.base), started: receipt('restore-started') }),
    // Once it was started again by this very run, it stays so.
    plan: ({ containers, started }, { layout }) => (started === stepReceipt(wanted, 'started').proven ? [] : quiet(layout.base, containers)),
    restarts: () => [`ClearML is stopped, but for its databases. ${downtime}.${isSavedThen ? ' The backup of what is there now is made meanwhile, so that it holds all that is replaced.' : ''}`],
  });
