import type { Answer } from '@/lib/shell/host';
import { json, printed, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface PublishedPort {
  /** Empty: every address. */
  readonly address: string;
  readonly port: number;
}

export interface ProjectContainer {
  /** As hostile as what a stranger types: only shown, never part of a command. */
  readonly name: string;
  readonly service: string;
  /** The reference that it was started from. */
  readonly image: string;
  /** Such as `running`, `restarting`, `exited`, `paused`, `created`. */
  readonly state: string;
  /** Of one that ended or restarts. */
  readonly exitCode?: number;
  /** By its own health check, where it has one. */
  readonly isUnhealthy: boolean;
  /** TCP ports of the server that lead to it. */
  readonly ports: readonly PublishedPort[];
}

/**
 * The containers of the Compose project in `directory`, one-off ones left out; `undefined` without a Docker that answers
 * (Docker Engine API, ContainerList).
 */
export function projectContainers(directory: string): ServerFact<readonly ProjectContainer[] | undefined> {
  return {
    from: 'server',
    id: `project-containers:${directory}`,
    command: reading('docker-list.pl', [JSON.stringify({ label: [`com.docker.compose.project.working_dir=${directory}`] }), '1'], 'root', 'Which containers the project has, and whether they run'),
    parse: (answer) => dockerList(answer)?.flatMap(readContainer),
  };
}

/** What `docker-list.pl` printed; `undefined` without a Docker that answers. */
export function dockerList(answer: Answer): Readonly<Record<string, unknown>>[] | undefined {
  const text = printed(answer, 'its containers').trim();
  if (text === 'absent') return undefined;
  const list = json(text, 'its containers');
  if (!Array.isArray(list)) throw new Unreadable("The server's answer about its containers is of another kind.");
  return list.flatMap((each: unknown) => (typeof each === 'object' && each !== null ? [each as Record<string, unknown>] : []));
}

function readContainer(all: Readonly<Record<string, unknown>>): ProjectContainer[] {
  const labels = (typeof all.Labels === 'object' && all.Labels !== null ? all.Labels : {}) as Record<string, unknown>;
  if (labels['com.docker.compose.oneoff'] === 'True') return [];
  // "Exited (137) 3 hours ago", "Restarting (1) 5 seconds ago", "Up 2 hours (unhealthy)".
  const exitCode = /^(?:Exited|Restarting) \((\d{1,3})\)/.exec(text(all.Status))?.[1];
  return [{
    name: nameOf(all),
    service: text(labels['com.docker.compose.service']),
    image: text(all.Image),
    state: text(all.State),
    ...(exitCode !== undefined && { exitCode: Number(exitCode) }),
    isUnhealthy: text(all.Status).endsWith('(unhealthy)'),
    ports: publishedPorts(all),
  }];
}

export const nameOf = ({ Names: names }: Readonly<Record<string, unknown>>): string => text(Array.isArray(names) ? names[0] : '').replace(/^\//, '');

/** `"Ports": [{"IP": "0.0.0.0", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"}]`; IPv4 and IPv6 of one port are one. */
export function publishedPorts({ Ports: ports }: Readonly<Record<string, unknown>>): PublishedPort[] {
  const found = new Map<string, PublishedPort>();
  for (const each of Array.isArray(ports) ? (ports as unknown[]) : []) {
    const { IP: ip, PublicPort: port, Type: type } = (each ?? {}) as { IP?: unknown; PublicPort?: unknown; Type?: unknown };
    if (type !== 'tcp' || typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) continue;
    const address = ['0.0.0.0', '::', ''].includes(text(ip)) ? '' : text(ip).slice(0, 45);
    found.set(`${address} ${port}`, { address, port });
  }
  return [...found.values()].sort((one, other) => one.port - other.port || one.address.localeCompare(other.address));
}
