import type { RuleInput } from '@/lib/contract/alert';
import { minutes } from '@/lib/core/units';
import type { AlertRule, Condition } from '@/lib/engine/alert';
import type { Probe } from '@/lib/engine/types';
import type { Outcome } from '@/lib/contract/finding';
import type { Inputs } from '@/lib/guide/inputs';

/** Four hours between reminders of what fails. */
const repeatMinutes = 240;

/** The rule of a probe where nobody changed it. */
export const proposedRule = ({ afterMinutes }: Pick<Probe<Inputs>, 'afterMinutes'>): RuleInput => ({ isOn: true, afterMinutes, repeatMinutes, least: 'warn' });

/** As the fold takes it. */
export const foldRule = ({ every }: Pick<Probe<Inputs>, 'every'>, { afterMinutes }: RuleInput): AlertRule => ({ after: minutes(afterMinutes), every });

/** What an outcome is under a rule: a warning may count for nothing. */
export function conditionOf(outcome: Outcome, { least }: RuleInput): Condition {
  if (outcome === 'pass') return 'well';
  return outcome === 'warn' && least === 'fail' ? 'well' : outcome;
}
