import { leastApart } from './alert';

/** An alert as pages see it; times are ISO 8601. */
interface Recovering {
  readonly check: string;
  readonly recoversAt: string | null;
  readonly flapping: boolean;
}

/**
 * Which checks are asked before their time, and after how many milliseconds: those whose alert may resolve by the next well
 * answer. Never two askings within 15 s. One that comes and goes waits for its own beat: only quiet ends it. Pure.
 */
export function askedSoon(alerts: readonly Recovering[], now: number): readonly { readonly check: string; readonly milliseconds: number }[] {
  return alerts.flatMap(({ check, recoversAt, flapping }) => (recoversAt === null || flapping ? [] : [{ check, milliseconds: Math.max(Date.parse(recoversAt) - now, leastApart) }]));
}
