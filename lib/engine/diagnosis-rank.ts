import { severities, type Severity } from './diagnosis-rule';

interface Ranked {
  readonly id: string;
  readonly severity: Severity;
  readonly guess: boolean;
  /** Ids of the found ones of which it is a consequence. */
  readonly follows: readonly string[];
}

/**
 * What is to be mended first: by severity, the certain before the guessed, else in the order in which they came. A consequence stands behind all
 * of its causes, and a cause is as severe as the worst of what follows from it.
 */
export function rank<T extends Ranked>(found: readonly T[]): T[] {
  const left = [...found];
  const weight = new Map(found.map((each) => [each.id, severities.indexOf(each.severity)]));
  // As many rounds as a chain can be long: each carries the weight one link further.
  for (let round = 0; round < found.length; round++) {
    for (const { id, follows } of found) for (const cause of follows) weight.set(cause, Math.min(weight.get(cause) ?? 0, weight.get(id) ?? 0));
  }
  left.sort((one, other) => (weight.get(one.id) ?? 0) - (weight.get(other.id) ?? 0) || Number(one.guess) - Number(other.guess));
  const ranked: T[] = [];
  while (left.length > 0) {
    const free = left.findIndex(({ follows }) => !follows.some((cause) => left.some(({ id }) => id === cause)));
    ranked.push(...left.splice(Math.max(free, 0), 1));
  }
  return ranked;
}
