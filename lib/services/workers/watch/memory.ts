import type { Watched } from '@/lib/contract/health';
import type { Finding } from '@/lib/contract/finding';
import type { Figure, Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { figureOf } from '@/lib/contract/figures';
import type { HealthRecord, Newest } from '@/lib/store/repositories/healths';
import { packEvidence, unpackEvidence, type PackedEvidence } from '@/lib/store/packed-evidence';
import { notAsked } from '../checkup-findings';

/** Kinds of numbers of one server. More come from nothing that is well: names of containers that change all the time. */
const mostFigures = 500;
const longestId = 300;
/** Milliseconds after which one that nobody measured makes way for another. */
const forgottenAfter = 48 * 3_600_000;

/** What is known of one server just now. */
export interface Memory {
  /** In the page's order, without their evidence. */
  findings(): readonly Watched[];
  finding(id: string): Watched | undefined;
  evidence(id: string): Finding['evidence'];
  /** Puts one in its place; whether its outcome is another than before. */
  put(probe: Probe<Inputs>, finding: Finding, isNote: boolean): { readonly watched: Watched; readonly isOther: boolean };
  /** Takes the newest values; answers those worth keeping. */
  measure(figures: readonly Figure[], every: number, at: number): Figure[];
  figures(): readonly Newest[];
  lastContactAt: string | null;
  /** Something is otherwise than it was stored. */
  record(): HealthRecord;
}

/** @param stored what the probes found before the console was restarted; null: nothing */
export function createMemory(probes: readonly Probe<Inputs>[], stored: HealthRecord | null): Memory {
  const places = new Map(restoredAll(probes, stored).map((finding) => [finding.id, finding]));
  const evidence = new Map<string, readonly PackedEvidence[]>([...(stored?.evidence ?? [])].filter(([id]) => places.has(id)));
  const without = (finding: Watched): Watched => {
    evidence.set(finding.id, finding.evidence.map(packEvidence));
    return { ...finding, evidence: [] };
  };
  const newest = new Map(stored?.figures.filter(({ id }) => figureOf(id) !== null).map((figure) => [figure.id, figure]));
  const hasRoom = (at: number): boolean => {
    if (newest.size < mostFigures) return true;
    const [oldest] = [...newest.values()].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    return oldest !== undefined && at - Date.parse(oldest.at) > forgottenAfter && newest.delete(oldest.id);
  };
  const memory: Memory = {
    findings: () => [...places.values()],
    finding: (id) => places.get(id),
    evidence: (id) => (evidence.get(id) ?? []).map(unpackEvidence),
    put(probe, finding, isNote) {
      const old = places.get(probe.id);
      const isOther = old === undefined || old.askedAt === null || old.outcome !== finding.outcome || old.isNote !== isNote;
      const watched = without({ ...finding, since: isOther ? finding.askedAt : old.since, every: probe.every, isStale: false, isNote });
      places.set(probe.id, watched);
      return { watched, isOther };
    },
    measure(figures, every, at) {
      const good = figures.filter(({ id, value }) => Number.isFinite(value) && id.length <= longestId && figureOf(id) !== null);
      return good.filter(({ id, value }) => {
        if (!newest.has(id) && !hasRoom(at)) return false;
        newest.set(id, { id, value, at: new Date(at).toISOString(), every });
        return true;
      });
    },
    figures: () => [...newest.values()],
    lastContactAt: stored?.lastContactAt ?? null,
    record: () => ({ findings: memory.findings(), evidence, figures: memory.figures(), lastContactAt: memory.lastContactAt }),
  };
  return memory;
}

/** Apart, so that nothing keeps what was stored. */
function restoredAll(probes: readonly Probe<Inputs>[], stored: HealthRecord | null): Watched[] {
  const before = new Map(stored?.findings.map((finding) => [finding.id, finding]));
  return probes.map((probe) => restored(probe, before.get(probe.id)));
}

/** What was found before holds its `since`; its words are those of this release where it was never asked. */
function restored(probe: Probe<Inputs>, before: Watched | undefined): Watched {
  return before ? { ...before, every: probe.every, isStale: false } : { ...notAsked(probe), since: null, every: probe.every, isStale: false, isNote: false };
}
