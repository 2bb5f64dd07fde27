import type { StepState } from './run';

/** The steps of a backup between which ClearML is stopped. */
export const stopStep = 'backups/writers-stopped';
export const startStep = 'backups/writers-started';

const isThere = (state: StepState | undefined): boolean => state === 'done' || state === 'in-place';

/**
 * Whether the parts of a backup would be of two moments: ClearML was started again before all of them were stored, so the run can't be retried.
 * What comes behind the start, such as reading back, may. `steps`: of its run, in their order.
 */
export function isPastItsMoment(steps: readonly { readonly id: string; readonly state: StepState }[]): boolean {
  const from = steps.findIndex(({ id }) => id === stopStep);
  const to = steps.findIndex(({ id }) => id === startStep);
  return from !== -1 && to !== -1 && isThere(steps[to]?.state) && !steps.slice(from, to).every(({ state }) => isThere(state));
}
