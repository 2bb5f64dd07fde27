import { findRun } from './find-run';
import { viewRun } from './run-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const getRun: Implementation<'run.get'> = async ({ resources, clock }, input) => {
  const work = workOf(resources);
  return viewRun(await findRun(work, input.run), clock.now(), work.runs.bars(input.run));
};
