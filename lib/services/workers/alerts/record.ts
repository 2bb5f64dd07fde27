import type { Watched } from '@/lib/contract/health';
import type { AlertFold, AlertMemory, Condition } from '@/lib/engine/alert';
import type { AlertRecord } from '@/lib/store/repositories/alerts';

/** What is kept of an alert besides what is shown: the fold's, what it explains, and what is ill. */
export interface Kept extends AlertMemory {
  readonly explains: readonly string[];
  readonly subjects?: readonly string[];
  readonly now?: Now | null;
}

/** What the newest finding says of what is well again; null: it is not, or nothing was found. */
export type Now = { readonly message: string; readonly actual: string | null };

/** One alert while a cycle is worked off. */
export interface Open {
  readonly record: AlertRecord;
  readonly fold: AlertFold;
  readonly explains: readonly string[];
  /** What is ill, by its names; none where the check does not tell them apart. */
  readonly subjects: readonly string[];
  readonly now: Now | null;
}

/** As stored; null when it is of a form that this release does not know. */
export function open(record: AlertRecord): Open | null {
  const { explains, subjects, now, ...memory } = JSON.parse(record.memory) as Partial<Kept>;
  if (memory.lastAt === undefined) return null;
  const { state, severity, since, firedAt, resolvedAt, flapping } = record;
  return { record, explains: explains ?? [], subjects: subjects ?? [], now: now ?? null, fold: { state, severity, since, firedAt, resolvedAt, flapping, memory: memory as AlertMemory } };
}

/** The record of an alert after the fold went on. */
export function close({ record, fold: { memory, ...shown }, explains, subjects, now }: Open): AlertRecord {
  return { ...record, ...shown, memory: JSON.stringify({ ...memory, explains, subjects, now } satisfies Kept) };
}

/** What is stored of an alert that somebody takes on before anybody was told: what joins afterwards, that person does not know. */
export function takenOn(memory: string): string {
  const kept = JSON.parse(memory) as Partial<Kept>;
  return kept.said === null ? JSON.stringify({ ...kept, saidSubjects: kept.subjects ?? [] }) : memory;
}

/** What the newest finding says of it. One that is well stands beside what was ill, and one that could not be asked changes only what is nothing but that. */
export function says(alert: Open, { title, chapter, message, actual, wanted, remedy, subjects = [] }: Watched, condition: Condition): Open {
  if (condition === 'well') return { ...alert, now: { message, actual } };
  const isSaid = condition !== 'unknown' || alert.fold.severity === 'unknown';
  return isSaid ? { ...alert, subjects, now: null, record: { ...alert.record, title, chapter, message, actual, wanted, remedy } } : { ...alert, now: null };
}
