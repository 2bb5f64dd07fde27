import { changeAlert } from './alert-change';
import type { Implementation } from './types';
import { takenOn } from './workers/alerts/record';

export const acknowledgeAlert: Implementation<'alert.acknowledge'> = (context, { alert, on }) =>
  changeAlert(context, alert, ({ memory }) => (on ? { acknowledged: { by: context.actor?.name ?? 'system', at: context.clock.now() }, memory: takenOn(memory) } : { acknowledged: null }));
