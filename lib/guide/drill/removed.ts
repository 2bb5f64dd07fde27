import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { drillLeftovers } from '@/lib/facts/drill-leftovers';
import { script, type Script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import type { DrillWanted } from './wanted';

/** Removes what a run's drill has left, or without one any drill, as far as it is theirs beyond doubt. */
export const removal = (places: readonly string[], run = ''): Script => script('guide/drill/removed.sh', [run, ...places], { why: 'Removes the containers, networks and directories of drills' });

/** Before a drill and after it: a part removes all that it made, but one that was killed could not. */
export const drillRemoved = ({ run, place, elsewhere }: DrillWanted, when: 'before' | 'after'): Step<Inputs> => {
  // Where a lock was broken, another console's drill may be under way once this one is over.
  const whose = when === 'before' ? '' : run;
  return step({
    id: `drill/removed-${when}`,
    guide: null,
    title: when === 'before' ? 'Remove what an earlier drill has left' : 'Nothing of the drill is left',
    why: 'Each part of a drill removes all that it made. One that was killed could not: what bears its label is found and removed.',
    usually: seconds(3),
    needs: () => ({ leftovers: drillLeftovers([place, elsewhere], whose) }),
    plan: ({ leftovers }) => (leftovers.length === 0 ? [] : [removal([place, elsewhere], whose)]),
  });
};
