import type { Server } from '@/lib/contract/server';

type Named = Pick<Server, 'name' | 'state'>;
/** The end of a clause, worst first: for one server by its name, for more by their number. */
const clauses: readonly [Server['state'], string, string][] = [
  ['attention', 'needs attention', 'need attention'],
  ['unknown', 'is in an unknown state', 'are in an unknown state'],
  ['installing', 'is being installed', 'are being installed'],
  ['new', 'is not installed yet', 'are not installed yet'],
  ['installed', 'answered when it was last verified', 'answered when they were last verified'],
];
const troubles: readonly Server['state'][] = ['attention', 'unknown'];

/** The fleet in one sentence. Where something is wrong it is about that, and the rest is a number. */
export function fleetSentence(servers: readonly Named[]): string {
  if (servers.length === 0) return 'No server is connected yet.';
  const wrong = servers.filter(({ state }) => troubles.includes(state));
  const others = servers.length - wrong.length;
  const told = wrong.length > 0 ? wrong : servers;
  const parts = clauses.flatMap(([state, one, more]) => {
    const inState = told.filter((server) => server.state === state);
    return inState.length === 0 ? [] : [inState.length === 1 ? `${inState[0]?.name} ${one}` : `${inState.length} servers ${more}`];
  });
  const rest = wrong.length === 0 || others === 0 ? '' : ` Nothing is wrong with the other ${others === 1 ? 'one' : others}.`;
  return `${new Intl.ListFormat('en').format(parts)}.${rest}`;
}
