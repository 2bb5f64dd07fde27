import type { Finding } from '@/lib/contract/finding';
import { evaluate } from '@/lib/engine/evaluate';
import type { Figure, Probe, Readings } from '@/lib/engine/types';
import { valuesOf } from '@/lib/engine/values';
import type { Fact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { notAsked } from '../checkup-findings';
import { toFinding, type Known } from '../asking';

export interface Judged {
  readonly probe: Probe<Inputs>;
  readonly finding: Finding;
  readonly isNote: boolean;
  readonly figures: readonly Figure[];
}

/** The facts of the cadence before, by probe: rates need two. */
export type Before = Map<string, { readonly values: Record<string, unknown>; readonly at: number }>;

/** The facts that a probe needs; none where the files of this server let it not even say that. */
export function factsOf(probe: Probe<Inputs>, inputs: Inputs, onError: (error: unknown) => void): Fact<unknown>[] {
  try {
    return Object.values(probe.needs(inputs));
  } catch (error) {
    onError(error);
    return [];
  }
}

/** Judges one probe by what was answered at `at`. An error of our own makes this one unknown, and no other. */
export function judgeProbe(probe: Probe<Inputs>, inputs: Inputs, known: Known & { readonly readings: Readings }, before: Before, at: number, onError: (error: unknown) => void): Judged {
  try {
    const evaluated = evaluate(probe, known.readings, inputs, at);
    const finding = toFinding(evaluated, Object.values(probe.needs(inputs)), known);
    return { probe, finding, isNote: evaluated.isNote, figures: figuresOf(probe, inputs, known.readings, before, at) };
  } catch (error) {
    onError(error);
    return { probe, finding: mistaken(probe, at), isNote: false, figures: [] };
  }
}

function figuresOf(probe: Probe<Inputs>, inputs: Inputs, readings: Readings, before: Before, at: number): readonly Figure[] {
  const known = valuesOf(probe.needs(inputs), readings);
  if ('reason' in known || probe.figures === undefined) return [];
  const last = before.get(probe.id);
  before.set(probe.id, { values: known.values, at });
  // After a gap, or when the clock jumped, a difference says nothing of a rate.
  const gap = last === undefined ? 0 : at - last.at;
  const earlier = last !== undefined && gap > 0 && gap <= 2.5 * probe.every ? { facts: last.values, at: last.at } : null;
  return probe.figures(known.values, inputs, earlier as never, at);
}

function mistaken(probe: Probe<Inputs>, at: number): Finding {
  return { ...notAsked(probe), message: 'The console could not judge this: an error of its own, which its log describes.', remedy: 'Report it with the log.', askedAt: new Date(at).toISOString() };
}
