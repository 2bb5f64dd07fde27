import { isOwnBridgeName } from '@/lib/facts/firewall';
import { install, sudo, type Command } from '@/lib/shell/command';

export const closedPortsService = 'clearml-closed-ports.service';
export const closedPortsPath = `/etc/systemd/system/${closedPortsService}`;
const chain = 'CLEARML-CLOSED';
/** In INPUT, of IPv6 alone. */
const inputChain = 'CLEARML-CLOSED-IN';

/** Who may use the closed ports all the same. */
export interface Through {
  /** Addresses that may use `ports` of them. */
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
  /** Docker's bridges of other names than its own: containers behind them may use all. */
  readonly bridges: readonly string[];
}
const nobody: Through = { addresses: [], ports: [], bridges: [] };

/**
 * A unit that closes published ports to others, at each boot before Docker opens them. Docker passes published ports by ufw and the chain INPUT, and asks
 * DOCKER-USER first; by then the destination is the container's, so the rule goes by the port that was dialled (Docker, "Packet filtering and firewalls").
 * It never sees SSH: that is INPUT. Containers and the server itself still reach the ports.
 * Over IPv6 Docker's own proxy answers at the server itself where a container has no IPv6 address, past DOCKER-USER: so the same ports are
 * closed in INPUT of ip6tables, 22 never. A server without ip6tables goes without these.
 * `through`: who may use some of them all the same, such as a proxy. Only numbers, judged addresses and judged names become part of it.
 */
export function closedPortsUnit(ports: readonly number[], through: Through = nobody): string {
  const closed = sound(ports);
  const bridges = ['docker0', 'br-+', ...new Set(through.bridges.filter(isOwnBridgeName))];
  const sourcesOf = (port: number, family: Family) => (through.ports.includes(port) ? through.addresses.filter((address) => isAddress(address) && family.has(address)) : []);
  const lines = [ipv4, ipv6].flatMap((family) => {
    const { program, mark } = family;
    const run = (rest: string, isTried = false) => `ExecStart=${isTried ? '-' : mark}${program} -w ${rest}`;
    return [
      run('-N DOCKER-USER', true),
      run(`-N ${chain}`, true),
      run(`-F ${chain}`),
      ...bridges.map((bridge) => run(`-A ${chain} -i ${bridge} -j RETURN`)),
      ...closed.flatMap((port) => {
        const dialled = `-p tcp -m conntrack --ctstate DNAT --ctorigdstport ${port} --ctdir ORIGINAL`;
        return [...sourcesOf(port, family).map((address) => run(`-A ${chain} -s ${address} ${dialled} -j RETURN`)), run(`-A ${chain} ${dialled} -j DROP`)];
      }),
      run(`-D DOCKER-USER -j ${chain}`, true),
      run(`-I DOCKER-USER -j ${chain}`),
    ];
  });
  const run6 = (rest: string) => `ExecStart=-${ipv6.program} -w ${rest}`;
  const input = [
    run6(`-N ${inputChain}`),
    run6(`-F ${inputChain}`),
    ...['lo', ...bridges].map((own) => run6(`-A ${inputChain} -i ${own} -j RETURN`)),
    ...closed.filter((port) => port !== 22).flatMap((port) => [
      ...sourcesOf(port, ipv6).map((address) => run6(`-A ${inputChain} -s ${address} -p tcp --dport ${port} -j RETURN`)),
      run6(`-A ${inputChain} -p tcp --dport ${port} -j DROP`),
    ]),
    run6(`-D INPUT -j ${inputChain}`),
    run6(`-I INPUT -j ${inputChain}`),
  ];
  const without = (from: string, own: string) => [`-D ${from} -j ${own}`, `-F ${own}`, `-X ${own}`];
  const undone = [
    ...[ipv4, ipv6].flatMap(({ program }) => without('DOCKER-USER', chain).map((rest) => `ExecStop=-${program} -w ${rest}`)),
    ...without('INPUT', inputChain).map((rest) => `ExecStop=-${ipv6.program} -w ${rest}`),
  ];
  return [
    '[Unit]',
    `Description=Ports that containers publish and others must not reach: ${closed.join(' ') || 'none'}`,
    'Before=docker.service',
    'Wants=network-pre.target',
    'After=network-pre.target ufw.service',
    '',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    ...lines,
    ...input,
    ...undone,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

/** Puts the unit in place and starts it; the same commands a second time change nothing. */
export function closePorts(ports: readonly number[], through: Through = nobody): readonly Command[] {
  return [
    install(closedPortsPath, closedPortsUnit(ports, through), { why: `Closes ${sound(ports).join(', ')} to others in the chain DOCKER-USER, and over IPv6, where Docker's own proxy answers, in INPUT of ip6tables; at each boot. SSH is not touched` }),
    sudo(['systemctl', 'daemon-reload'], { why: 'systemd reads the unit' }),
    sudo(['systemctl', 'enable', closedPortsService], { why: 'The rules hold after the next boot too' }),
    sudo(['systemctl', 'restart', closedPortsService], { why: 'The rules hold from now on' }),
  ];
}

interface Family {
  readonly program: string;
  /** Of what may fail: a server without ip6tables goes without. */
  readonly mark: '' | '-';
  readonly has: (address: string) => boolean;
}
const ipv4: Family = { program: '/usr/sbin/iptables', mark: '', has: (address) => !address.includes(':') };
const ipv6: Family = { program: '/usr/sbin/ip6tables', mark: '-', has: (address) => address.includes(':') };

/** Ascending, each once, ports only. */
const sound = (ports: readonly number[]): number[] => [...new Set(ports)].filter((port) => Number.isInteger(port) && port > 0 && port < 65536).sort((a, b) => a - b);

const isAddress = (text: string): boolean => /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]+)$/.test(text);
