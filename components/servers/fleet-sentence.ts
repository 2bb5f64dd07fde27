import type { Server } from '@/lib/contract/server';
import { count } from '@/lib/core/units';

/** The fleet in one sentence, the worst first. */
export function fleetSentence(servers: readonly Pick<Server, 'state'>[]): string {
  if (servers.length === 0) return 'No server is connected yet.';
  const many = (state: Server['state']) => servers.filter((server) => server.state === state).length;
  const [attention, unknown, installing, fresh, installed] = [many('attention'), many('unknown'), many('installing'), many('new'), many('installed')];
  if (installed === servers.length) return `ClearML was verified on ${installed === 1 ? 'the server' : `all ${installed} servers`}.`;
  const parts = [
    attention > 0 && `${count(attention, 'server')} ${attention === 1 ? 'needs' : 'need'} attention`,
    unknown > 0 && `the state of ${unknown} is unknown`,
    installing > 0 && `${installing} ${installing === 1 ? 'is' : 'are'} being installed`,
    fresh > 0 && `${fresh} ${fresh === 1 ? 'is' : 'are'} not installed yet`,
    installed > 0 && `ClearML was verified on ${installed}`,
  ].filter((part) => part !== false);
  const text = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
