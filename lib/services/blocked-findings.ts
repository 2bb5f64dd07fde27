import type { RestoreFinding } from '@/lib/contract/restore';
import type { planSteps } from './plan-steps';

/** What keeps planned steps from running, as findings that refuse them. */
export const blockedFindings = (planned: Awaited<ReturnType<typeof planSteps>>): RestoreFinding[] =>
  planned.filter(({ view }) => view.state === 'blocked').map(({ view }) => ({ outcome: 'refuse', message: `${view.title}: ${view.blockedBy ?? ''}`, remedy: 'Mend what the sentence names, then look again.' }));
