import type { Needs, Readings } from '@/lib/engine/types';
import type { Reading } from '@/lib/facts/fact';

/**
 * Readings of `needs` from a case: a value by the need's name; `{ "map": {…} }` is a Map, in which null stands for absent; a name that is missing is absent;
 * `{ "unreadable": "why" }` is unreadable.
 */
export function readingsOf(needs: Needs, facts: Readonly<Record<string, unknown>>): Readings {
  return new Map(Object.entries(needs).map(([name, fact]): [string, Reading<unknown>] => [fact.id, reading(facts[name])]));
}

function reading(value: unknown): Reading<unknown> {
  if (has(value, 'unreadable')) return { readable: false, reason: String(value.unreadable) };
  return { readable: true, value: revive(value) };
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (has(value, 'map')) return new Map(Object.entries(value.map as object).map(([key, each]: [string, unknown]) => [key, each === null ? undefined : revive(each)]));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]: [string, unknown]) => [key, revive(each)]));
  return value;
}

const has = <K extends string>(value: unknown, key: K): value is Record<K, unknown> => typeof value === 'object' && value !== null && key in value;
