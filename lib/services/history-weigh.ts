import type { HistoryWeight, Keep } from '@/lib/contract/history';
import { weighKeep, type Kept } from '@/lib/engine/retention';
import { readKept } from './history-settings';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

export const weighHistory: Implementation<'history.weigh'> = async ({ resources }, keep) => {
  const work = workOf(resources);
  return weigh(work, await readKept(work.repositories.consoleSettings), keep);
};

/** What a choice costs and deletes, for what there is now. */
export async function weigh({ repositories, resources: { clock } }: Work, kept: Kept, keep: Keep): Promise<HistoryWeight> {
  const now = Math.floor(clock.now() / 1000);
  return weighKeep(kept, keep, await repositories.historyExtent(now), now);
}
