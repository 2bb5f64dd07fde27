import { GroundcrewError } from '@/lib/core/errors';
import { actOnRun, spoken } from './act-on-run';
import type { Implementation } from './types';
import { isFailedAside } from './workers/run-next';

/** `cancelling` until the running unit is verified dead; the worker does that. */
export const cancelRun: Implementation<'run.cancel'> = (context, input) =>
  actOnRun(context, input.run, (run) => {
    if (run.state === 'cancelling') return null;
    if (run.state === 'done' || run.state === 'cancelled' || (isFailedAside(run) && run.endedAt !== null)) throw new GroundcrewError({ code: 'conflict', reason: 'run.ended', message: `The run is ${run.state} already. There is nothing to cancel.` });
    return { run: { expect: run.state, state: 'cancelling' }, lines: spoken(context.actor, 'asked to cancel.') };
  });
