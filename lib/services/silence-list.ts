import { minutes } from '@/lib/core/units';
import type { Implementation } from './types';
import { viewSilence } from './silence-view';
import { workOf } from './work';

/** One that was is shown for a week. */
const shownAfter = minutes(7 * 24 * 60);

export const listSilences: Implementation<'silence.list'> = async ({ resources, clock }) => {
  const now = clock.now();
  const silences = await workOf(resources).repositories.silences.list();
  return silences.filter(({ window }) => window.kind === 'weekly' || now - Date.parse(window.to) < shownAfter).map((silence) => viewSilence(silence, now));
};
