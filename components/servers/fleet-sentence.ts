import type { Server } from '@/lib/contract/server';
import { conditionOf } from './condition';

type Named = Pick<Server, 'name' | 'state' | 'health'>;
type Condition = ReturnType<typeof conditionOf>;
/** The end of a clause, worst first: for one server by its name, for more by their number. `unknown` is of state and verdict alike. */
const clauses: readonly [Condition, string, string][] = [
  ['ill', 'is ill', 'are ill'],
  ['unreachable', 'does not answer', 'do not answer'],
  ['attention', 'needs attention', 'need attention'],
  ['warn', 'has a warning', 'have warnings'],
  ['unknown', 'is in an unknown state', 'are in an unknown state'],
  ['installing', 'is being installed', 'are being installed'],
  ['new', 'is not installed yet', 'are not installed yet'],
  ['note', 'is worth a look', 'are worth a look'],
  ['well', 'is well', 'are well'],
  ['installed', 'answered when it was last verified', 'answered when they were last verified'],
];
const troubles: readonly Condition[] = ['ill', 'unreachable', 'attention', 'unknown', 'warn'];

/** The fleet in one sentence. Where something is wrong it is about that, and the rest is a number. */
export function fleetSentence(servers: readonly Named[]): string {
  if (servers.length === 0) return 'No server is connected yet.';
  const wrong = servers.filter((server) => troubles.includes(conditionOf(server)));
  const others = servers.length - wrong.length;
  const told = wrong.length > 0 ? wrong : servers;
  const parts = clauses.flatMap(([condition, one, more]) => {
    const inState = told.filter((server) => conditionOf(server) === condition);
    return inState.length === 0 ? [] : [inState.length === 1 ? `${inState[0]?.name} ${one}` : `${inState.length} servers ${more}`];
  });
  const rest = wrong.length === 0 || others === 0 ? '' : ` Nothing is wrong with the other ${others === 1 ? 'one' : others}.`;
  return `${new Intl.ListFormat('en').format(parts)}.${rest}`;
}
