import type { Command } from '@/lib/shell/command';
import { isBlocked } from './blocked';
import type { Readings, Step } from './types';
import { valuesOf } from './values';

/** A step planned from facts. `blockedBy` is a whole sentence, present exactly when `state` is `blocked`. */
export interface PlannedStep {
  readonly state: 'in-place' | 'planned' | 'blocked';
  readonly blockedBy: string | null;
  readonly commands: readonly Command[];
  readonly destroys: readonly string[];
  readonly restarts: readonly string[];
  /** With `in-place` only: why nothing has to stand there. */
  readonly notNeeded?: string | null;
  readonly irreversible?: string | null;
  /** Milliseconds; absent: as of the step. */
  readonly usually?: number;
}

/** Plans one step. An unreadable fact blocks it; nothing to do is `in-place`. Pure. */
export function planStep<S>(step: Step<S>, readings: Readings, inputs: S): PlannedStep {
  const known = valuesOf(step.needs(inputs), readings);
  if ('reason' in known) return blocked(known.reason);
  try {
    const commands = step.plan(known.values, inputs);
    if (commands.length === 0) return { state: 'in-place', blockedBy: null, commands: [], destroys: [], restarts: [], notNeeded: step.notNeeded?.(known.values, inputs) ?? null };
    return {
      state: 'planned',
      blockedBy: null,
      commands,
      destroys: step.destroys?.(known.values, inputs) ?? [],
      restarts: step.restarts?.(known.values, inputs) ?? [],
      ...(step.usuallyNow && { usually: step.usuallyNow(known.values, inputs) }),
      irreversible: step.irreversible?.(known.values, inputs) ?? null,
    };
  } catch (error) {
    if (isBlocked(error)) return blocked(error.message);
    throw error;
  }
}

function blocked(blockedBy: string): PlannedStep {
  return { state: 'blocked', blockedBy, commands: [], destroys: [], restarts: [] };
}
