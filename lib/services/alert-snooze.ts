import { minutes as toMilliseconds } from '@/lib/core/units';
import { changeAlert } from './alert-change';
import type { Implementation } from './types';

export const snoozeAlert: Implementation<'alert.snooze'> = (context, { alert, minutes }) =>
  changeAlert(context, alert, () => ({ snoozedUntil: minutes === 0 ? null : context.clock.now() + toMilliseconds(minutes) }));
