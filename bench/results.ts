import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const file = 'bench/results.json';

/** A figure beside its limit. */
export const against = (value: number, limit: number, digits = 0) => ({ value: Number(value.toFixed(digits)), limit, ratio: Number((value / limit).toFixed(3)) });

export const median = (values: readonly number[]): number => atRank(values, 0.5);
/** The value below which a share of them lies; 0.95: all but one in twenty. */
export const atRank = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** Keeps what one part measured beside the last figures of the others. */
export function keep(part: string, figures: object): void {
  const before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const entry = { measuredAt: new Date().toISOString(), machine: { node: process.version, cpus: cpus().length }, ...figures };
  writeFileSync(file, `${JSON.stringify({ ...before, [part]: entry }, null, 2)}\n`);
  console.log(JSON.stringify({ [part]: entry }, null, 2));
}
