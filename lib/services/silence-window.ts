import type { Window } from '@/lib/contract/alert';
import type { ParsedInputOf } from '@/lib/contract/verbs';
import { GroundcrewError } from '@/lib/core/errors';

/** The window that a form describes. @throws GroundcrewError `invalid_input` for one that is over already */
export function readWindow(input: ParsedInputOf<'silence.add'>, now: number): Window {
  if (input.kind === 'weekly') return { kind: 'weekly', days: [...new Set(input.days)], at: input.at, minutes: input.minutes, zone: input.zone };
  if (Date.parse(input.to) <= now) throw new GroundcrewError({ code: 'invalid_input', field: 'to', reason: 'silence.over', message: 'This window would be over already.', remedy: 'Enter an end that is still to come.' });
  return { kind: 'once', from: input.from, to: input.to };
}
