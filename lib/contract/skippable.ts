import { restoreStart, restoreStop } from './restore-steps';
import { isAside, type Run } from './run';

/**
 * Whether a person may have a run go on without one of its steps. What stands aside would prove nothing without it. Before a restore replaces
 * anything, what is there has to be stored and nothing may write; and without its start ClearML would stay stopped at its end.
 */
export const maySkip = (kind: Run['kind'], step: string): boolean =>
  !isAside(kind) && !(kind === 'restore' && (step.startsWith('backups/') || step === restoreStop || step === restoreStart));
