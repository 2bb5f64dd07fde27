import { findServer } from './find-server';
import { viewSettings } from './settings-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const getSettings: Implementation<'settings.get'> = async ({ resources }, input) => {
  const work = workOf(resources);
  return viewSettings(work, await findServer(work, input.server));
};
