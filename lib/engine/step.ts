import type { Needs, Step } from './types';

/**
 * Declares a step. `needs` stands before `plan`, so that the facts' types are known in it.
 * The list of a chapter holds steps of different facts, so the result forgets which facts they were.
 */
export function defineStep<S, N extends Needs>(step: Step<S, N>): Step<S> {
  return step;
}
