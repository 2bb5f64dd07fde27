import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const listDiagnoses: Implementation<'diagnosis.list'> = async ({ resources }, { server }) => {
  const work = workOf(resources);
  return work.repositories.diagnoses.list((await findServer(work, server)).id);
};
