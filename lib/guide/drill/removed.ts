import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { drillLeftovers } from '@/lib/facts/drill-leftovers';
import { script, type Script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import type { DrillWanted } from './wanted';

/** Removes what drills have left, as far as it is theirs beyond doubt. */
export const removal = (places: readonly string[]): Script => script('guide/drill/removed.sh', places, { why: 'Removes the containers, networks and directories of drills' });

/** Before a drill and after it: a part removes all that it made, but one that was killed could not. */
export const drillRemoved = ({ place, elsewhere }: DrillWanted, when: 'before' | 'after'): Step<Inputs> =>
  step({
    id: `drill/removed-${when}`,
    guide: null,
    title: when === 'before' ? 'Remove what an earlier drill has left' : 'Nothing of the drill is left',
    why: 'Each part of a drill removes all that it made. One that was killed could not: what bears its label is found and removed.',
    usually: seconds(3),
    needs: () => ({ leftovers: drillLeftovers([place, elsewhere]) }),
    plan: ({ leftovers }) => (leftovers.length === 0 ? [] : [removal([place, elsewhere])]),
  });
