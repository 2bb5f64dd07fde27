import type { Rule } from '@/lib/contract/alert';
import { count } from '@/lib/core/units';

/** "31 checks alert; 2 were changed." */
export function rulesSentence(rules: readonly Pick<Rule, 'isOn' | 'isOwn'>[]): string {
  if (rules.length === 0) return 'No check is watched on this server, so none can alert.';
  const on = rules.filter(({ isOn }) => isOn).length;
  const own = rules.filter(({ isOwn }) => isOwn).length;
  const who = on === rules.length ? count(on, 'check') : on === 0 ? `None of ${count(rules.length, 'check')}` : `${on} of ${count(rules.length, 'check')}`;
  const verb = on === 1 || on === 0 ? 'alerts' : 'alert';
  return own === 0 ? `${who} ${verb}, as proposed.` : `${who} ${verb}; ${own} ${own === 1 ? 'was' : 'were'} changed.`;
}
