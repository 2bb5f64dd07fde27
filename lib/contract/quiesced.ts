import { restoreStart, restoreStop } from './restore-steps';
import type { StepState } from './run';

/** The steps of a backup between which ClearML is stopped. */
export const stopStep = 'backups/writers-stopped';
export const startStep = 'backups/writers-started';

const isThere = (state: StepState | undefined): boolean => state === 'done' || state === 'in-place';
/** What a restore does without by a person's word is no reason to refuse its test behind the start. */
const isSettled = (state: StepState | undefined): boolean => isThere(state) || state === 'skipped';

/**
 * Whether a run can't be retried because ClearML was started again too early: before all parts of a backup were stored, which would be of two moments;
 * or before all of a restore was in its place, of which the rest would replace what was written since. What comes behind the start, such as reading
 * back, may be. `steps`: of its run, in their order.
 */
export function isPastItsMoment(steps: readonly { readonly id: string; readonly state: StepState }[]): boolean {
  const isPast = (stop: string, start: string, isOver: typeof isThere) => {
    const from = steps.findIndex(({ id }) => id === stop);
    const to = steps.findIndex(({ id }) => id === start);
    return from !== -1 && to !== -1 && isThere(steps[to]?.state) && !steps.slice(from, to).every(({ state }) => isOver(state));
  };
  return isPast(stopStep, startStep, isThere) || isPast(restoreStop, restoreStart, isSettled);
}
