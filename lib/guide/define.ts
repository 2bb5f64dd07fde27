import { defineCheck } from '@/lib/engine/check';
import { defineStep } from '@/lib/engine/step';
import type { Check, Needs, Probe, Step } from '@/lib/engine/types';
import type { Inputs } from './inputs';

/** A check of the guide. */
export const check = <N extends Needs>(definition: Check<Inputs, N>): Check<Inputs> => defineCheck(definition);
/** A step of the guide. */
export const step = <N extends Needs>(definition: Step<Inputs, N>): Step<Inputs> => defineStep(definition);
/** A check with a cadence. */
export const probe = <N extends Needs>(definition: Probe<Inputs, N>): Probe<Inputs> => definition as unknown as Probe<Inputs>;
