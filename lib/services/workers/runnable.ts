import { evaluate } from '@/lib/engine/evaluate';
import { planStep, type PlannedStep } from '@/lib/engine/plan';
import type { Readings, Step } from '@/lib/engine/types';
import type { Fact } from '@/lib/facts/fact';
import { acceptanceTest } from '@/lib/guide/acceptance/acceptance-test';
import { backupSteps } from '@/lib/guide/backups/steps';
import { writersStarted } from '@/lib/guide/backups/writers-started';
import { drillSteps } from '@/lib/guide/drill/steps';
import type { Inputs } from '@/lib/guide/inputs';
import { fileRestored } from '@/lib/guide/restore/file-restored';
import { restoreSteps } from '@/lib/guide/restore/steps';
import type { Run } from '@/lib/contract/run';
import type { Guide } from '../work';

/** One step of a run: which facts it needs, and what is to be done by them. */
export interface Runnable {
  readonly facts: readonly Fact<unknown>[];
  plan(readings: Readings): PlannedStep;
}

/** The entry of the guide that a stored step names; null when this release has none of that name. */
export function runnableOf(guide: Guide, { kind, id }: Pick<Run, 'kind' | 'id'>, stepId: string, inputs: Inputs, at: number): Runnable | null {
  switch (kind) {
    case 'install': return stepOf(guide.installation, stepId, inputs);
    case 'repair': return repairOf(guide, stepId, inputs, at);
    case 'acceptance': return stepOf([acceptanceTest(id)], stepId, inputs);
    case 'backup': return inputs.backup ? stepOf(backupSteps(inputs.backup), stepId, inputs) : blocked('The destination of this backup was removed. Cancel the run if it is open, and start a backup to another destination.');
    case 'restore': return inputs.restore ? stepOf([...restoreSteps(inputs.restore, inputs.backup), writersStarted({ set: id })], stepId, inputs) : blocked('The destination that holds this backup was removed. Cancel the run, add the destination again, and start another restore.');
    case 'file': return inputs.restore?.file === undefined ? blocked('The destination that holds this backup was removed. Add it again, and put the file back from there.') : stepOf([fileRestored(inputs.restore, inputs.restore.file)], stepId, inputs);
    case 'drill': return inputs.drill ? stepOf(drillSteps(inputs.drill), stepId, inputs) : blocked('The destination that holds this backup was removed. Add it again, and start another drill.');
    case 'adopted': return null;
  }
}

const none = { blockedBy: null, commands: [], destroys: [], restarts: [] };

const blocked = (blockedBy: string): Runnable => ({ facts: [], plan: () => ({ state: 'blocked', ...none, blockedBy }) });

function stepOf(steps: readonly Step<Inputs>[], stepId: string, inputs: Inputs): Runnable | null {
  const step = steps.find((each) => each.id === stepId);
  return step ? { facts: Object.values(step.needs(inputs)), plan: (readings) => planStep(step, readings, inputs) } : null;
}

/** A repair is done when it has nothing more to do and its check, of the preflight or of watching, neither warns nor fails any more, but for what a repair leaves to a person. */
function repairOf({ preflight, probes }: Guide, checkId: string, inputs: Inputs, at: number): Runnable | null {
  const check = [...preflight, ...probes].find((each) => each.id === checkId);
  if (!check) return null;
  return {
    facts: Object.values(check.needs(inputs)),
    plan(readings) {
      const { outcome, repair, message, isLeftByRepair } = evaluate(check, readings, inputs, at);
      if (repair === null && (outcome === 'pass' || isLeftByRepair)) return { state: 'in-place', ...none };
      if (outcome === 'unknown' || repair === null) return { state: 'blocked', ...none, blockedBy: message };
      return { state: 'planned', ...none, commands: repair.commands };
    },
  };
}
