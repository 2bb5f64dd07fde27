import type { Materials, Remark } from '@/lib/contract/materials';
import type { VariableUse } from './compose-file';
import { printable } from './remarks-constants';
import { shortList } from './remarks-together';

type Missing = Materials['missing'][number];

/** Set by Compose itself or by the shell that calls it. */
const given = new Set(['HOME', 'PWD', 'USER', 'PATH', 'COMPOSE_PROJECT_NAME']);

/** Variables that compose files ask for and constants.env lacks, those without a default. */
export function missingVariables(uses: readonly VariableUse[], values: ReadonlyMap<string, string>): Missing[] {
  const found = new Map<string, { required: boolean; usedBy: Set<string> }>();
  for (const { name, required, optional, usedBy } of uses) {
    const value = values.get(name);
    // `:?` also refuses an empty value.
    if (optional || given.has(name) || (value !== undefined && (value !== '' || !required))) continue;
    const entry = found.get(name) ?? { required: false, usedBy: new Set() };
    entry.required ||= required;
    if (usedBy) entry.usedBy.add(usedBy);
    found.set(name, entry);
  }
  return [...found].map(([name, { required, usedBy }]) => ({ name, required, usedBy: [...usedBy].slice(0, 50) })).sort((one, other) => Number(other.required) - Number(one.required) || one.name.localeCompare(other.name));
}

export function missingRemarks(missing: readonly Missing[], values: ReadonlyMap<string, string>): Remark[] {
  return missing.slice(0, 200).map(({ name, required, usedBy }) => {
    const state = values.has(name) ? 'is empty in constants.env' : 'is not in constants.env';
    const users = usedBy.length > 0 ? ` (used by ${shortList(usedBy)})` : '';
    // Its value is only known once Docker is on the server.
    const waits = name === 'DOCKER_GID';
    return {
      severity: required && !waits ? 'error' : 'warning',
      rule: required ? 'missing-required' : 'missing-variable',
      slot: 'constants',
      line: null,
      message: required ? `${printable(name)} ${state}${users}; Docker Compose refuses to start without it.` : `${printable(name)} ${state}${users}; it will be empty.`,
      remedy: waits ? 'It is the group number of the Docker socket, known once Docker is installed: stat -c %g /var/run/docker.sock' : 'Add it to the table, or ask ClearML for its value.',
    };
  });
}

/** Which services use each variable. */
export function usersOf(uses: readonly VariableUse[]): Map<string, string[]> {
  const users = new Map<string, Set<string>>();
  for (const { name, usedBy } of uses) if (usedBy) users.set(name, (users.get(name) ?? new Set()).add(usedBy));
  return new Map([...users].map(([name, services]) => [name, [...services].slice(0, 50)]));
}
