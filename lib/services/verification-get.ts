import { viewCheckup } from './checkup-view';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const getVerification: Implementation<'verification.get'> = async ({ resources }, input) => {
  const work = workOf(resources);
  return viewCheckup(work, (await findServer(work, input.server)).id, 'verification');
};
