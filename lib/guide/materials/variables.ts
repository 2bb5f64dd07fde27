import type { Variable } from '@/lib/contract/materials';
import type { EnvFile } from './env-file';
import { isSecretName, isSecretValue, meaningOf } from './variable-meanings';

export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  /** The numbered placeholder of a secret that has a value; null for all else. */
  readonly placeholder: string | null;
  readonly isSecret: boolean;
}

/** Each variable once, as it counts, in the order of the file; secrets numbered from 1. */
export function namedValues({ entries, values }: EnvFile): NamedValue[] {
  const last = new Map(entries.map((entry) => [entry.name, entry]));
  let number = 0;
  return [...last.values()]
    .sort((one, other) => one.start - other.start)
    .map(({ name, line }) => {
      const value = values.get(name) ?? '';
      const isSecret = isSecretName(name) || isSecretValue(value);
      return { name, value, line, isSecret, placeholder: isSecret && value !== '' ? `secret-${(number += 1)}` : null };
    });
}

/** The table of variables as the page shows it. */
export function variableTable(file: EnvFile, usedBy: ReadonlyMap<string, readonly string[]>): Variable[] {
  return namedValues(file).map(({ name, value, line, isSecret, placeholder }) => ({
    name,
    value: placeholder ?? value,
    isSecret,
    line,
    meaning: meaningOf(name),
    usedBy: [...(usedBy.get(name) ?? [])],
  }));
}
