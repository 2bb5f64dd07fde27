import type { DockerPort } from '@/lib/facts/docker-ports';
import type { Firewall } from '@/lib/facts/firewall';
import type { Listener } from '@/lib/facts/listeners';
import type { OutsidePorts } from '@/lib/facts/outside-ports';
import type { Inputs } from './inputs';
import { printable } from './materials/remarks-constants';
import { filePorts, publishedPorts } from './published-ports';
import { wantedServices } from './wanted-services';

export interface ExposureFacts {
  readonly outside: OutsidePorts;
  readonly docker: readonly DockerPort[] | undefined;
  readonly listeners: readonly Listener[];
  readonly firewall: Firewall;
}

/** One port and who is behind it, as a sentence names it. */
export interface Behind {
  readonly port: number;
  readonly by: string;
  readonly isDocker: boolean;
}

export interface Exposure {
  /** Open, and neither allowed nor one of ClearML's three. */
  readonly open: readonly Behind[];
  /** With TLS: ClearML's own ports that can be reached beside it. */
  readonly beside: readonly Behind[];
  /** Accepts and closes at once. */
  readonly odd: readonly Behind[];
  /** Published to all addresses by a container, on ports that were not asked. */
  readonly published: readonly Behind[];
  /** Closed by our rules, but not over IPv6, where Docker's own proxy listens for everybody. */
  readonly overIpv6: readonly Behind[];
  /** Other programs that listen for everybody, on ports that were not asked. */
  readonly others: readonly Behind[];
  /** With HTTP: of ClearML's three, those that rules of ours close. */
  readonly shut: readonly number[];
}

/** What must never be open: Docker's own API and swarm, Redis, Elasticsearch, the proxy of the guide, MongoDB. */
const wellKnown = [2375, 2376, 2377, 6379, 9200, 9300, 10_000, 27_017];
/** A proxy's ports: allowed with TLS; with HTTP they may belong to something else. */
const webPorts = [80, 443];

/** ClearML's own three. */
export const ownPorts = ({ layout: { ports } }: Inputs): number[] => [ports.web, ports.api, ports.files];

/** The ports that may be open: the guide's three with HTTP, none of them with TLS. */
export const allowedPorts = (inputs: Inputs): readonly number[] => (inputs.settings.access.kind === 'http' ? ownPorts(inputs) : webPorts);

/** How a port is judged that others reach: it may be so, it is one of ClearML's own beside TLS, or it should be closed. */
export function standingOf(port: number, inputs: Inputs): 'allowed' | 'beside' | 'open' {
  if (allowedPorts(inputs).includes(port)) return 'allowed';
  return inputs.settings.access.kind === 'tls' && ownPorts(inputs).includes(port) ? 'beside' : 'open';
}

/**
 * What `exposureOf` will find once ClearML runs, as far as the supplied files tell: ports of the services that start, published on
 * other addresses than the loopback, without those that rules of ours close already (`closed`).
 */
export function exposureAhead(inputs: Inputs, closed: readonly number[]): Pick<Exposure, 'open' | 'beside'> {
  const started = new Set(wantedServices(inputs)?.map(({ name }) => name));
  const asked = askedPorts(inputs);
  const found = filePorts(inputs).filter(({ port, service, isLocal }) => !isLocal && started.has(service) && asked.includes(port) && !closed.includes(port));
  const each = (standing: string) => [...new Map(found.filter(({ port }) => standingOf(port, inputs) === standing).map(({ port, service }) => [port, { port, by: `published by the service ${printable(service)}`, isDocker: true }])).values()];
  return { open: each('open'), beside: each('beside') };
}

/** The ports that are asked: what must never be open, what the compose files publish, and ClearML's own. */
export function askedPorts(inputs: Inputs): readonly number[] {
  return [...new Set([...wellKnown, ...ownPorts(inputs), ...publishedPorts(inputs)])].filter((port) => !webPorts.includes(port)).sort((a, b) => a - b);
}

/** Where clients come from outside. */
export const outsideAddress = ({ settings: { access }, server }: Inputs): string => (access.kind === 'http' ? access.address : server.address);

export function exposureOf({ outside, docker = [], listeners, firewall }: ExposureFacts, inputs: Inputs): Exposure {
  const isTls = inputs.settings.access.kind === 'tls';
  const allowed = allowedPorts(inputs);
  const publisherOf = (port: number) => docker.find((each) => each.port === port && !each.isLocal);
  const listenerOf = (port: number) => listeners.find((each) => each.port === port && !isLoopback(each.address));
  const behind = (port: number): Behind => {
    const container = publisherOf(port);
    if (container !== undefined) return { port, by: `published by the container ${container.container}`, isDocker: true };
    const process = listenerOf(port)?.process;
    return { port, by: process === undefined ? 'by a program that the server does not name' : `${process.name}, pid ${process.pid}`, isDocker: false };
  };
  // Asked from the machine itself, what is closed to others still answers.
  const isClosedToOthers = (port: number) => outside.isSameMachine && (firewall.closed.includes(port) || (publisherOf(port) === undefined && listenerOf(port) === undefined));
  const inState = (state: string) => outside.ports.filter((each) => each.state === state && !isClosedToOthers(each.port)).map(({ port }) => port);
  const standing = (port: number) => standingOf(port, inputs);
  const unasked = (port: number) => !outside.ports.some((each) => each.port === port) && !allowed.includes(port) && !firewall.closed.includes(port);
  const published = docker.filter((each) => !each.isLocal && unasked(each.port)).map(({ port }) => port);
  const isOrdinary = ({ port, address, process }: Listener) => isLoopback(address) || published.includes(port) || process?.name === 'sshd' || process?.name === 'docker-proxy' || !unasked(port);
  // The proxy of a container without an IPv6 address takes the connection at the server itself, past DOCKER-USER.
  const isOverIpv6 = ({ port, address, process }: Listener) => process?.name === 'docker-proxy' && !address.includes('.') && !isLoopback(address) && !allowed.includes(port) && firewall.closed.includes(port) && !firewall.closedOverIpv6?.includes(port);
  const others = listeners.filter((each) => !isOrdinary(each)).map(({ port }) => port);
  const each = (ports: readonly number[]) => [...new Set(ports)].sort((a, b) => a - b).map(behind);
  return {
    open: each(inState('open').filter((port) => standing(port) === 'open')),
    beside: each(inState('open').filter((port) => standing(port) === 'beside')),
    odd: each(inState('unknown').filter((port) => standing(port) !== 'allowed')),
    published: each(published.filter((port) => !webPorts.includes(port))),
    overIpv6: each(listeners.filter(isOverIpv6).map(({ port }) => port)),
    others: each([...others, ...published.filter((port) => webPorts.includes(port))]),
    shut: isTls ? [] : ownPorts(inputs).filter((port) => firewall.closed.includes(port)),
  };
}

/**
 * What the repair closes, beside what is closed already: of the ports that were asked (databases, Docker's own, those of
 * ClearML's compose files) what is open and published by Docker. Ports of other projects, SSH among them, and ClearML's own
 * beside TLS are left to a person: closing them could cut others off. Ascending; null when the rules would stay as they are.
 */
export function portsToClose(facts: ExposureFacts, inputs: Inputs): readonly number[] | null {
  const { open, odd, overIpv6 } = exposureOf(facts, inputs);
  const { closed, closedOverIpv6 } = facts.firewall;
  const isOutdated = (closedOverIpv6 !== null && overIpv6.length > 0) || facts.firewall.shutOut.length > 0;
  const found = [...open, ...odd].filter(({ isDocker }) => isDocker).map(({ port }) => port);
  const wanted = [...new Set([...closed.filter((port) => !allowedPorts(inputs).includes(port)), ...found])].sort((a, b) => a - b);
  return !isOutdated && wanted.length === closed.length && wanted.every((port) => closed.includes(port)) ? null : wanted;
}

const isLoopback = (address: string): boolean => /^(?:127\.|\[?::1\]?$|\[?::ffff:127\.)/.test(address.replace(/%.*$/, ''));
