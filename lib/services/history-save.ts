import type { Keep } from '@/lib/contract/history';
import { GroundcrewError } from '@/lib/core/errors';
import { changeKept } from '@/lib/engine/retention';
import { viewKeep } from './history-get';
import { readKept, writeKept } from './history-settings';
import { weigh } from './history-weigh';
import type { Implementation } from './types';
import { workOf } from './work';

/** What falls out of a shorter time goes when history is tended next, within the hour or two. */
export const saveHistory: Implementation<'history.save'> = async (context, { keep, agreed }) => {
  const work = workOf(context.resources);
  const settings = work.repositories.consoleSettings;
  const before = await readKept(settings);
  const { losses } = await weigh(work, before, keep);
  if (losses.length > 0 && !agreed) throw new GroundcrewError({ code: 'conflict', reason: 'history.loses', message: 'Keeping history for less long deletes some of it, which nobody has agreed to. Nothing was changed.', remedy: 'Look at what is deleted, and save again.' });
  await writeKept(settings, changeKept(before, keep, Math.floor(context.clock.now() / 1000)));
  context.auditNote = `${noteOf(keep)} instead of ${noteOf(before)}`;
  return viewKeep(keep);
};

const noteOf = ({ rawHours, shortDays, longDays }: Keep): string => `${rawHours} hours as measured, ${shortDays} days of 5 minutes and ${longDays} days of hours`;
