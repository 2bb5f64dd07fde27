import type { Health } from '@/lib/contract/health';

/** What is the operator's own concern: no researcher notices an open port, or a file that was changed. */
const ofOperators = /^(?:security\/ports$|drift\/)/;

/** works · limited: it answers, but something that its users may notice fails · down: a service does not answer as it should · unknown: nobody knows just now */
export type PublicState = 'works' | 'limited' | 'down' | 'unknown';
export interface PublicStatus {
  readonly state: PublicState;
  /** Since when, as far as it is known; ISO 8601. */
  readonly since: string | null;
}

/**
 * What a researcher needs to know of a server, and nothing of what was found. What is stale, or could not be asked, never counts as well.
 * @param vital the probes without which ClearML does not work
 */
export function statusOfServer(health: Pick<Health, 'isWatched' | 'findings' | 'lastContactAt'>, vital: ReadonlySet<string>): PublicStatus {
  const services = health.findings.filter(({ id }) => vital.has(id));
  const fails = health.findings.filter(({ id, outcome, isStale, askedAt }) => outcome === 'fail' && !isStale && askedAt !== null && !ofOperators.test(id));
  const down = fails.filter(({ id }) => vital.has(id));
  if (!health.isWatched) return { state: 'unknown', since: null };
  if (down.length > 0) return { state: 'down', since: first(down) };
  const isKnown = services.length > 0 && services.every(({ outcome, isStale, askedAt }) => outcome !== 'unknown' && !isStale && askedAt !== null);
  if (!isKnown) return { state: 'unknown', since: health.lastContactAt };
  if (fails.length > 0) return { state: 'limited', since: first(fails) };
  return { state: 'works', since: services.flatMap(({ since }) => since ?? []).sort().at(-1) ?? null };
}

const first = (findings: Health['findings']): string | null => findings.flatMap(({ since }) => since ?? []).sort()[0] ?? null;
