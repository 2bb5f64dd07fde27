import { GroundcrewError } from '@/lib/core/errors';
import { viewDiagnosis } from './diagnosis-view';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const getDiagnosis: Implementation<'diagnosis.get'> = async ({ resources }, { server, report }) => {
  const work = workOf(resources);
  const view = await viewDiagnosis(work, (await findServer(work, server)).id, report ?? null);
  if (report !== undefined && view.report === null) throw new GroundcrewError({ code: 'not_found', reason: 'diagnosis.unknown', message: 'This report is not kept any more: of each server the newest 20 are.', remedy: 'Choose another one.' });
  return view;
};
