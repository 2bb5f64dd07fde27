import type { ServerFact } from './fact';
import { dockerList, nameOf, publishedPorts } from './project-containers';
import { reading } from './script-fact';

export interface DockerPort {
  readonly port: number;
  /** As hostile as what a stranger types: only shown. */
  readonly container: string;
  /** Only on the loopback of the server. */
  readonly isLocal: boolean;
}

/** TCP ports that running containers publish, each once for its container; `undefined` without a Docker that answers (Docker Engine API, ContainerList). */
export const dockerPorts: ServerFact<readonly DockerPort[] | undefined> = {
  from: 'server',
  id: 'docker-ports',
  command: reading('docker-list.pl', ['{}', '0'], 'root', 'Which ports containers publish'),
  parse: (answer) =>
    dockerList(answer)?.flatMap((each) => {
      const ports = new Map<number, boolean>();
      for (const { address, port } of publishedPorts(each)) ports.set(port, isLoopback(address) && (ports.get(port) ?? true));
      return [...ports].map(([port, isLocal]) => ({ port, container: nameOf(each).slice(0, 200), isLocal }));
    }),
};

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';
