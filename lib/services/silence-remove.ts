import { GroundcrewError } from '@/lib/core/errors';
import type { Implementation } from './types';
import { workOf } from './work';

export const removeSilence: Implementation<'silence.remove'> = async (context, { silence: id }) => {
  const { silences } = workOf(context.resources).repositories;
  const found = (await silences.list()).find((silence) => silence.id === id);
  if (found === undefined || !(await silences.end(id, context.clock.now()))) throw new GroundcrewError({ code: 'not_found', reason: 'silence.unknown', message: 'There is no such maintenance window any more.', remedy: 'Reload the page and choose one that it shows.' });
  context.auditNote = found.title;
  return {};
};
