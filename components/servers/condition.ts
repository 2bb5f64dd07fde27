import { isJudged } from '@/components/ui/status';
import type { Verdict } from '@/lib/contract/health';
import type { Server } from '@/lib/contract/server';

/** What a server is filtered and told by: its verdict while it is watched, else its state. */
export const conditionOf = ({ health, state }: Pick<Server, 'health' | 'state'>): Verdict | Server['state'] => (isJudged(health) ? health.verdict : state);

/** Two cadences of the fastest probes (30 s), and as long again for what lies between: older, the verdict may not hold any more. */
const staleAfter = 120_000;

/** Whether a verdict is too old to be believed. One that says itself that nothing answers, or that nobody watches, is not. */
export function isStaleBrief({ verdict, lastContactAt }: NonNullable<Server['health']>, now: number | null): boolean {
  if (now === null || verdict === 'unreachable' || verdict === 'off') return false;
  return lastContactAt !== null && now - new Date(lastContactAt).getTime() > staleAfter;
}
