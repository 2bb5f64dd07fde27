import type { Alert } from '@/lib/contract/alert';
import type { Forecast, Health, HealthBrief, Watched } from '@/lib/contract/health';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { Memory } from './memory';
import { reachServer, reachSudo } from './reach-probes';
import { judgeHealth } from './verdict';

export interface Seen {
  readonly name: string;
  readonly memory: Memory;
  readonly probes: readonly Probe<Inputs>[];
  readonly forecasts: readonly Forecast[];
  readonly alerts: readonly Alert[];
  readonly historyPaused: string | null;
  readonly now: number;
}

/** What pages see of a watched server. Pure. */
export function toHealth(seen: Seen): Health {
  const { name, memory, alerts, historyPaused, now } = seen;
  const { findings, ...judged } = judge(seen);
  const counts = { pass: 0, note: 0, warn: 0, fail: 0, unknown: 0 };
  for (const finding of findings) counts[finding.isStale ? 'unknown' : finding.outcome === 'pass' && finding.isNote ? 'note' : finding.outcome] += 1;
  const figures = memory.figures().map(({ id, value, at, every }) => ({ id, value, at, isStale: isOld(at, every, now) }));
  return { server: name, ...judged, isWatched: true, lastContactAt: memory.lastContactAt, findings: findings.map((finding) => ({ ...finding, evidence: memory.evidence(finding.id) })), counts, figures, forecasts: [...seen.forecasts], alerts: [...alerts], historyPaused };
}

/** `until`: when the next of its findings grows stale, in milliseconds. Without another round it holds until then. */
export function toBrief(seen: Seen): { readonly brief: HealthBrief; readonly until: number } {
  const { verdict, sentence, findings } = judge(seen);
  const fresh = findings.flatMap(({ isStale: isOver, askedAt, every }) => (isOver || askedAt === null ? [] : [staleAfter(askedAt, every)]));
  const firing = seen.alerts.filter(({ state }) => state === 'firing').length;
  return { brief: { verdict, sentence, firing, lastContactAt: seen.memory.lastContactAt }, until: Math.min(...fresh) };
}

/** Whether what a check found last is an answer, and one that still holds. Pure. */
export function isAnswered(memory: Memory, id: string, now: number): boolean {
  const finding = memory.finding(id);
  return finding !== undefined && finding.askedAt !== null && finding.outcome !== 'unknown' && !isStale(finding, isGone(memory), now);
}

function judge({ name, memory, probes, forecasts, alerts, now }: Omit<Seen, 'historyPaused'>) {
  // Where nothing is run as root, sudo is no question.
  const asked = memory.findings().filter(({ id, askedAt }) => id !== reachSudo.id || askedAt !== null);
  // Hardly any is stale, and the fleet judges tens of thousands at once: only those are copied.
  const findings = asked.map((finding) => (isStale(finding, isGone(memory), now) ? { ...finding, isStale: true } : finding));
  return { ...judgeHealth({ name, findings, forecasts, alerts, lastContactAt: memory.lastContactAt, probes, now }), findings };
}

const isGone = (memory: Memory): boolean => memory.finding(reachServer.id)?.outcome === 'fail';

/** While the server does not answer, nothing that it said before need hold. */
function isStale({ id, askedAt, every, askedFrom }: Watched, isServerGone: boolean, now: number): boolean {
  if (askedAt === null) return false;
  return isOld(askedAt, every, now) || (isServerGone && (askedFrom === 'server' || id === reachSudo.id));
}

const staleAfter = (at: string, every: number): number => Date.parse(at) + 2 * every;
const isOld = (at: string, every: number, now: number): boolean => now > staleAfter(at, every);

/** Of a server that nobody watches. */
export function unwatched(server: string, sentence: string, lastContactAt: string | null): Health {
  return { server, verdict: 'off', sentence, isWatched: false, lastContactAt, findings: [], counts: { pass: 0, note: 0, warn: 0, fail: 0, unknown: 0 }, figures: [], forecasts: [], alerts: [], historyPaused: null };
}
