import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** Which of `hosts` the server's resolver knows, with the first address of each; `undefined` for one it does not know (getent(1)). */
export function names(hosts: readonly string[]): ServerFact<ReadonlyMap<string, string | undefined>> {
  return {
    from: 'server',
    id: `names:${hosts.join(',')}`,
    command: reading('names', hosts, 'login', 'Which names the server can look up'),
    parse(answer) {
      const found = new Map<string, string | undefined>(hosts.map((host) => [host, undefined]));
      for (const line of printed(answer, 'which names it can look up').split('\n')) {
        const [host, address] = line.split(' ');
        if (host !== undefined && found.has(host) && address !== undefined && /^[0-9A-Fa-f.:]{2,45}$/.test(address)) found.set(host, address);
      }
      return found;
    },
  };
}
