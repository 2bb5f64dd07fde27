import type { StepPlan } from '@/lib/contract/plan';
import { askFacts } from '@/lib/engine/ask';
import { planStep, type PlannedStep } from '@/lib/engine/plan';
import { viewPlanned } from '@/lib/engine/surprises';
import type { Readings, Step } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { Redactor } from '@/lib/shell/redact';
import { viewOf } from '@/lib/shell/render';
import { contentBefore } from './content-before';
import type { Work } from './work';

export interface Planned {
  readonly step: Step<Inputs>;
  readonly planned: PlannedStep;
  readonly view: StepPlan;
}

/** Plans every step, of the installation unless others are given, from facts that are asked in one round trip. */
export async function planSteps(work: Work, serverId: string, inputs: Inputs, redactor: Redactor, steps: readonly Step<Inputs>[] = work.guide.installation): Promise<Planned[]> {
  const facts = steps.flatMap((step) => Object.values(step.needs(inputs)));
  let readings = await work.connections.use(serverId, (host) => askFacts(host, work.reach, facts));
  const mask = (text: string) => redactor.redact(text);
  return steps.map((step) => {
    const planned = planStep(step, readings, inputs);
    if (planned.state === 'planned') readings = without(readings, step.takesAway ?? []);
    const commands = viewPlanned(planned, (command) => viewOf(command, { before: contentBefore(command, readings), mask }), mask);
    return { step, planned, view: toView(step, planned, commands, mask) };
  });
}

/** What an earlier step takes away is not there for the later ones: the plan counts what the run will do. */
function without(readings: Readings, ids: readonly string[]): Readings {
  return ids.length === 0 ? readings : new Map([...readings, ...ids.filter((id) => readings.has(id)).map((id) => [id, { readable: true as const, value: undefined }] as const)]);
}

/** One step as a page is shown it. */
export function toView(step: Step<Inputs>, planned: PlannedStep, commands: StepPlan['commands'], mask: (text: string) => string): StepPlan {
  return {
    id: step.id,
    title: step.title,
    guide: guideLine(step),
    why: step.why,
    departure: step.departure ?? null,
    departs: step.departure !== undefined && step.sameResult !== true,
    state: planned.state,
    blockedBy: planned.blockedBy === null ? null : mask(planned.blockedBy),
    notNeeded: planned.notNeeded ?? null,
    commands,
    usually: planned.usually ?? step.usually,
    destroys: planned.destroys.map(mask),
    restarts: planned.restarts.map(mask),
    irreversible: planned.irreversible ?? null,
    interruptible: step.interruptible ?? true,
  };
}

export function guideLine({ guide }: Pick<Step<Inputs>, 'guide'>): string | null {
  return guide === null || typeof guide === 'string' ? guide : guide.join(', ');
}
