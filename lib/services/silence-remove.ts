import type { Implementation } from './types';
import { unknownSilence } from './unknown-silence';
import { workOf } from './work';

export const removeSilence: Implementation<'silence.remove'> = async (context, { silence: id }) => {
  const { silences } = workOf(context.resources).repositories;
  const found = (await silences.list()).find((silence) => silence.id === id);
  if (found === undefined || !(await silences.end(id, context.clock.now()))) throw unknownSilence();
  context.auditNote = found.title;
  return {};
};
