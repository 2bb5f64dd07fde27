import { changeAlert } from './alert-change';
import type { Implementation } from './types';

export const acknowledgeAlert: Implementation<'alert.acknowledge'> = (context, { alert, on }) =>
  changeAlert(context, alert, () => ({ acknowledged: on ? { by: context.actor?.name ?? 'system', at: context.clock.now() } : null }));
