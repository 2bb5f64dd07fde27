import { json, printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface DockerPort {
  readonly port: number;
  /** As hostile as what a stranger types: only shown. */
  readonly container: string;
  /** Only on the loopback of the server. */
  readonly isLocal: boolean;
}

/** TCP ports that running containers publish, each once for its container; `undefined` without a Docker that answers (docker-ps(1)). */
export const dockerPorts: ServerFact<readonly DockerPort[] | undefined> = {
  from: 'server',
  id: 'docker-ports',
  command: reading('docker-ports', [], 'root', 'Which ports containers publish'),
  parse(answer) {
    const text = printed(answer, 'which ports containers publish').trim();
    if (text === 'absent') return undefined;
    return text.split('\n').filter((line) => line !== '').flatMap((line) => {
      const document = json(line, 'which ports containers publish') as { name?: unknown; ports?: unknown } | null;
      const container = typeof document?.name === 'string' ? document.name.slice(0, 200) : '';
      const ports = new Map<number, boolean>();
      for (const { port, isLocal } of typeof document?.ports === 'string' ? readPorts(document.ports) : []) ports.set(port, isLocal && (ports.get(port) ?? true));
      return [...ports].map(([port, isLocal]) => ({ port, container, isLocal }));
    });
  },
};

/** `0.0.0.0:8080->80/tcp, [::]:8080->80/tcp, 127.0.0.1:3000-3001->3000-3001/tcp, 9300/tcp` */
function readPorts(text: string): { port: number; isLocal: boolean }[] {
  return text.split(', ').flatMap((each) => {
    const [, address = '', first, last] = /^(.*):(\d{1,5})(?:-(\d{1,5}))?->[\d-]+\/tcp$/.exec(each) ?? [];
    if (first === undefined) return [];
    const isLocal = /^(?:127\.|\[?::1\]?$|localhost$)/.test(address);
    const [from, to] = [Number(first), Math.min(Number(last ?? first), Number(first) + 99)];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ port: from + index, isLocal })).filter(({ port }) => port > 0 && port < 65536);
  });
}
