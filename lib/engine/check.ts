import type { Check, Needs } from './types';

/** Declares a check. `needs` stands before `outcomes`, so that the facts' types are known in them. */
export function defineCheck<S, N extends Needs>(check: Check<S, N>): Check<S> {
  return check as unknown as Check<S>;
}
