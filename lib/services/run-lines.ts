import { findRun } from './find-run';
import type { Implementation } from './types';
import { workOf } from './work';

export const runLines: Implementation<'run.lines'> = async ({ resources }, { run, after, limit }) => {
  const work = workOf(resources);
  await findRun(work, run);
  return work.repositories.journal.page(run, after, limit);
};
