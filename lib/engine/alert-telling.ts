import type { AlertFold } from './alert';

export type Telling = 'fire' | 'worse' | 'reminder' | 'resolve';

export interface TellingRule {
  /** Milliseconds between reminders of what fails; 0: none. */
  readonly repeat: number;
  /** A maintenance window or a run of ours: nothing is told, also not that it ended. */
  readonly isSilenced: boolean;
  /** Snoozed, or told in the message of its cause: only its end is told, and only when its beginning was. */
  readonly isHeldBack: boolean;
  readonly isAcknowledged: boolean;
}

const ranks = { unknown: 1, warn: 2, fail: 3 };

/**
 * What people must be told now; null: they know already, or must wait. It compares what is with what was said, so that
 * nothing is lost while it may not be told, and nothing is told twice.
 */
export function dueTelling({ state, severity, flapping, memory }: AlertFold, rule: TellingRule, at: number): Telling | null {
  const { said, saidAt, saidFlapping } = memory;
  if (rule.isSilenced || state === 'pending') return null;
  if (state === 'resolved') return said === null ? null : 'resolve';
  if (rule.isHeldBack) return null;
  // One that was held back and is well by now, or that somebody took on while it waited, is no news.
  if (said === null) return memory.last === 'well' || rule.isAcknowledged ? null : 'fire';
  if (flapping) return saidFlapping ? null : 'worse';
  // It is shown as it was last ill, and that no longer holds: only its end is news, or that it is ill again.
  if (memory.last === 'well') return null;
  if (saidFlapping) return 'reminder';
  if (ranks[severity] > ranks[said]) return 'worse';
  const isDue = severity === 'fail' && rule.repeat > 0 && !rule.isAcknowledged && at - Math.min(saidAt ?? at, at) >= rule.repeat;
  return isDue ? 'reminder' : null;
}

/** The same alert after it was told. */
export function told(alert: AlertFold, telling: Telling, at: number): AlertFold {
  const { memory, severity, flapping } = alert;
  return { ...alert, memory: telling === 'resolve' ? { ...memory, said: null } : { ...memory, said: severity, saidAt: at, saidFlapping: flapping } };
}
