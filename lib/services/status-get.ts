import { openSettings, viewOpenSettings } from './open-settings';
import type { Implementation } from './types';
import { workOf } from './work';

export const getStatus: Implementation<'status.get'> = async ({ resources }) => {
  const work = workOf(resources);
  return viewOpenSettings(work, await openSettings(work));
};
