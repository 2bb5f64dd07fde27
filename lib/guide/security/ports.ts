import { minutes } from '@/lib/core/units';
import { dockerPorts } from '@/lib/facts/docker-ports';
import { firewall } from '@/lib/facts/firewall';
import { listeners } from '@/lib/facts/listeners';
import { outsidePorts } from '@/lib/facts/outside-ports';
import { chapters } from '../chapters';
import { probe } from '../define';
import { closePorts } from '../security-files/closed-ports';
import { allowedPorts, askedPorts, exposureOf, outsideAddress, ownPorts, portsToClose, type Behind, type ExposureFacts } from '../exposure';

export const exposedPorts = probe({
  id: 'security/ports',
  guide: ['security/1', 'security/http/1', 'security/http/2', 'security/http/3', 'security/tls/4'],
  title: 'Only the necessary ports are open',
  chapter: chapters.security,
  every: minutes(5),
  afterMinutes: 5,
  needs: (inputs) => ({ outside: outsidePorts(outsideAddress(inputs), askedPorts(inputs)), docker: dockerPorts, listeners, firewall }),
  actual: ({ outside }) => listOf(outside.ports.filter(({ state }) => state === 'open').map(({ port }) => port)) || 'none is open',
  subjects: (facts, inputs) => {
    const { open, beside, odd, published, overIpv6, shut } = exposureOf(facts, inputs);
    return [...[...open, ...beside, ...odd, ...published, ...overIpv6].map(({ port }) => `port ${port}`), ...shut.map((port) => `closed port ${port}`)];
  },
  wanted: (inputs) => (inputs.settings.access.kind === 'http' ? `${listOf(allowedPorts(inputs))} and no other` : 'none but those of the proxy that ends TLS'),
  outcomes: [
    {
      outcome: 'fail',
      when: (facts, inputs) => exposureOf(facts, inputs).open.length > 0,
      message: (facts, inputs) => `${named(exposureOf(facts, inputs).open, 'open to others')} ${pastUfw(exposureOf(facts, inputs).open, facts)}${askedFrom(facts)}`,
      remedy: (facts, inputs) => closing(exposureOf(facts, inputs).open),
    },
    {
      outcome: 'warn', isLeftByRepair: true,
      when: (facts, inputs) => exposureOf(facts, inputs).beside.length > 0,
      message: (facts, inputs) => `${named(exposureOf(facts, inputs).beside, 'reached beside TLS, in plain HTTP')} ${pastUfw(exposureOf(facts, inputs).beside, facts)}${askedFrom(facts)}`,
      remedy: 'Let only the proxy that ends TLS reach these ports. The security page of this server shows the rules for it.',
    },
    {
      outcome: 'warn',
      when: (facts, inputs) => exposureOf(facts, inputs).overIpv6.length > 0,
      message: (facts, inputs) => `${named(exposureOf(facts, inputs).overIpv6, "closed over IPv4, but open over IPv6 by what the server says: Docker's own proxy listens there, past the chain DOCKER-USER")} It was not asked from outside.`,
      remedy: ({ firewall: { closedOverIpv6 } }) => `${closedOverIpv6 === null ? 'ip6tables does not work on the server, so no rules can close it over IPv6: publish' : 'Put the rules in place anew: they close it over IPv6, too. Or publish'} it on one address only, such as 127.0.0.1:9200:9200, ${inOverride}; or give the network of the containers IPv6 and set "ip6tables" in /etc/docker/daemon.json.`,
    },
    {
      outcome: 'warn',
      when: ({ firewall: { shutOut } }) => shutOut.length > 0,
      message: ({ firewall: { shutOut, closed } }) => `Containers behind the ${shutOut.length === 1 ? 'bridge' : 'bridges'} ${listOf(shutOut)} can't reach ${plural(closed)}: the rules that close ${closed.length === 1 ? 'it' : 'them'} to others do not let them through.`,
      remedy: 'Put the rules in place anew: they let these containers through then. The page Security of this server shows them.',
    },
    {
      outcome: 'warn', isLeftByRepair: true,
      when: (facts, inputs) => exposureOf(facts, inputs).published.length > 0,
      message: (facts, inputs) => `${named(exposureOf(facts, inputs).published, 'open by what Docker says')} It was not asked from outside. ${pastUfw(exposureOf(facts, inputs).published, facts)}`.trim(),
      remedy: (facts, inputs) => closing(exposureOf(facts, inputs).published),
    },
    {
      outcome: 'unknown',
      when: (facts, inputs) => inputs.settings.access.kind === 'http' && facts.outside.ports.every(({ state }) => state === 'closed'),
      message: (_facts, inputs) => `No port of ${outsideAddress(inputs)} answers the console, not even ClearML's own: which ones are open to others can't be told from here.`,
      remedy: 'See whether ClearML runs. If it does, a firewall stands between it and the console.',
    },
    {
      outcome: 'fail',
      when: (facts, inputs) => exposureOf(facts, inputs).shut.length > 0,
      message: (facts, inputs) => `The rules that this console put in place close ${plural(exposureOf(facts, inputs).shut)}, which ClearML needs.`,
      remedy: 'Put the rules in place anew, without these ports: the page Security of this server shows them.',
    },
    {
      outcome: 'unknown',
      when: (facts, inputs) => exposureOf(facts, inputs).odd.length > 0,
      message: (facts, inputs) => `${named(exposureOf(facts, inputs).odd, 'accepted and closed at once')} So it can't be told whether something is behind it.${suffix(facts)}`,
      remedy: (facts, inputs) => closing(exposureOf(facts, inputs).odd),
    },
    {
      outcome: 'pass', isNote: true,
      when: (facts, inputs) => exposureOf(facts, inputs).others.length > 0,
      message: (facts, inputs) => `Of the ports that were asked, only the allowed ones are open. Other programs listen too, and were not asked from outside: ${exposureOf(facts, inputs).others.slice(0, 8).map(({ port, by }) => `${port} (${by})`).join(', ')}.${suffix(facts)}${notAsked}`,
      remedy: 'Let each of them listen on 127.0.0.1 only, or close its port in the firewall, unless others need it.',
    },
    { outcome: 'pass', when: () => true, message: (facts, inputs) => `Of ${askedPorts(inputs).length} ports that were asked, only the allowed ones are open.${suffix(facts)}${notAsked}` },
  ],
  repair: {
    title: 'Close the ports that Docker publishes',
    plan: (facts, inputs) => {
      const ports = portsToClose(facts, inputs);
      return ports === null ? [] : closePorts(ports, { addresses: facts.firewall.through, ports: ownPorts(inputs), bridges: facts.firewall.bridges });
    },
  },
});

const listOf = (all: readonly (number | string)[]): string => (all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`);
const plural = (ports: readonly number[]): string => `${ports.length === 1 ? 'port' : 'ports'} ${listOf(ports)}`;
const most = 8;

function named(ports: readonly Behind[], what: string): string {
  const more = ports.length > most ? ` ${ports.length - most} more are, too.` : '';
  return `${ports.slice(0, most).map(({ port, by }, index) => `${index === 0 ? 'Port' : 'port'} ${port} (${by})`).join(', ')} ${ports.length === 1 ? 'is' : 'are'} ${what}.${more}`;
}

function pastUfw(ports: readonly Behind[], { firewall: { ufw } }: ExposureFacts): string {
  if (!ports.some(({ isDocker }) => isDocker)) return '';
  return ufw === 'on' ? 'ufw is on, but Docker passes the ports that it publishes by it. ' : 'Docker publishes its ports itself: ufw would not close them. ';
}

function askedFrom({ outside: { address, isSameMachine } }: ExposureFacts): string {
  if (isSameMachine) return 'Asked from the machine itself, so no firewall stood between.';
  return isPrivate(address ?? '') ? 'Asked by the console, from inside the private network.' : 'Asked by the console, from outside.';
}
/** Docker serves a published port over IPv6 by a way of its own, which these questions do not take. */
const notAsked = ' Other addresses of the server, such as those of IPv6, were not asked.';
const suffix = (facts: ExposureFacts): string => ` ${askedFrom(facts)}`;

const isPrivate = (address: string): boolean => /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i.test(address);

/** Without the tag Compose adds an override's ports to those of the file, which hold the port already. */
const inOverride = 'in docker-compose.override.yml (in a list behind "ports: !override")';

function closing(ports: readonly Behind[]): string {
  const docker = `Publish it on 127.0.0.1 only ${inOverride}, or close it in the chain DOCKER-USER: the page Security of this server shows the rules.`;
  const other = `Let the program listen on 127.0.0.1 only, or close its port in the firewall, such as by "ufw deny ${ports.find(({ isDocker }) => !isDocker)?.port ?? ''}/tcp".`;
  return [...(ports.some(({ isDocker }) => isDocker) ? [docker] : []), ...(ports.some(({ isDocker }) => !isDocker) ? [other] : [])].join(' ');
}
