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

/** The fleet in one sentence, the worst first. */
export function fleetSentence(servers: readonly Named[]): string {
  if (servers.length === 0) return 'No server is connected yet.';
  if (servers.length > 1 && servers.every(({ state }) => state === 'installed')) return `All ${servers.length} servers answered when they were last verified.`;
  const parts = clauses.flatMap(([state, one, more]) => {
    const inState = servers.filter((server) => server.state === state);
    return inState.length === 0 ? [] : [inState.length === 1 ? `${inState[0]?.name} ${one}` : `${inState.length} servers ${more}`];
  });
  return `${new Intl.ListFormat('en').format(parts)}.`;
}
