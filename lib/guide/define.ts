import { defineCheck } from '@/lib/engine/check';
import { defineStep } from '@/lib/engine/step';
import type { Check, Needs, Step } from '@/lib/engine/types';
import type { Inputs } from './inputs';

/** A check of the guide. */
export const check = <N extends Needs>(definition: Check<Inputs, N>): Check<Inputs> => defineCheck(definition);
/** A step of the guide. */
export const step = <N extends Needs>(definition: Step<Inputs, N>): Step<Inputs> => defineStep(definition);
