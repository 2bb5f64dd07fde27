import type { Needs, Step, Values } from '@/lib/engine/types';
import type { Inputs } from './inputs';
import { kernelSettings } from './installation/kernel-settings';
import { thpEnable } from './installation/thp-enable';

/** The steps after which the machine must be restarted. */
const causes: readonly Step<Inputs>[] = [kernelSettings, thpEnable];

/** Their facts, for the step that restarts: its plan must show the restart before they have run. */
export const causeNeeds = (inputs: Inputs): Needs => Object.fromEntries(causes.flatMap((cause) => Object.entries(cause.needs(inputs)).map(([name, fact]) => [`${cause.id}:${name}`, fact])));

/** Whether one of them has something to do. */
export function isChangeDue(facts: Values<Needs>, inputs: Inputs): boolean {
  return causes.some((cause) => {
    const own = Object.fromEntries(Object.keys(cause.needs(inputs)).map((name) => [name, facts[`${cause.id}:${name}`] as unknown]));
    return cause.plan(own, inputs).length > 0;
  });
}
