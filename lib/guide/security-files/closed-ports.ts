import { install, sudo, type Command } from '@/lib/shell/command';

export const closedPortsService = 'clearml-closed-ports.service';
export const closedPortsPath = `/etc/systemd/system/${closedPortsService}`;
const chain = 'CLEARML-CLOSED';
/** In INPUT, of IPv6 alone. */
const inputChain = 'CLEARML-CLOSED-IN';

/** Who may use which of the closed ports all the same. */
export interface Through {
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
}
const nobody: Through = { addresses: [], ports: [] };

/**
 * A unit that closes published ports to others, at each boot before Docker opens them. Docker passes published ports by ufw and the chain INPUT, and asks
 * DOCKER-USER first; by then the destination is the container's, so the rule goes by the port that was dialled (Docker, "Packet filtering and firewalls").
 * It never sees SSH: that is INPUT. Containers and the server itself still reach the ports.
 * Over IPv6 Docker's own proxy answers at the server itself where a container has no IPv6 address, past DOCKER-USER: so the same ports are
 * closed in INPUT of ip6tables, 22 never. A server without ip6tables goes without these.
 * `through`: addresses that may use some of them all the same, such as a proxy's. Only numbers and judged addresses become part of it.
 */
export function closedPortsUnit(ports: readonly number[], through: Through = nobody): string {
  const closed = sound(ports);
  const families = [{ program: '/usr/sbin/iptables', mark: '', isOwn: (address: string) => !address.includes(':') }, { program: '/usr/sbin/ip6tables', mark: '-', isOwn: (address: string) => address.includes(':') }];
  const lines = families.flatMap(({ program, mark, isOwn }) => {
    const run = (rest: string, isTried = false) => `ExecStart=${isTried ? '-' : mark}${program} -w ${rest}`;
    return [
      run('-N DOCKER-USER', true),
      run(`-N ${chain}`, true),
      run(`-F ${chain}`),
      run(`-A ${chain} -i docker0 -j RETURN`),
      run(`-A ${chain} -i br-+ -j RETURN`),
      ...closed.flatMap((port) => {
        const dialled = `-p tcp -m conntrack --ctstate DNAT --ctorigdstport ${port} --ctdir ORIGINAL`;
        const free = through.ports.includes(port) ? through.addresses.filter(isAddress).filter(isOwn) : [];
        return [...free.map((address) => run(`-A ${chain} -s ${address} ${dialled} -j RETURN`)), run(`-A ${chain} ${dialled} -j DROP`)];
      }),
      run(`-D DOCKER-USER -j ${chain}`, true),
      run(`-I DOCKER-USER -j ${chain}`),
    ];
  });
  const run6 = (rest: string) => `ExecStart=-/usr/sbin/ip6tables -w ${rest}`;
  const input = [
    run6(`-N ${inputChain}`),
    run6(`-F ${inputChain}`),
    ...['lo', 'docker0', 'br-+'].map((own) => run6(`-A ${inputChain} -i ${own} -j RETURN`)),
    ...closed.filter((port) => port !== 22).flatMap((port) => {
      const free = through.ports.includes(port) ? through.addresses.filter((address) => isAddress(address) && address.includes(':')) : [];
      return [...free.map((address) => run6(`-A ${inputChain} -s ${address} -p tcp --dport ${port} -j RETURN`)), run6(`-A ${inputChain} -p tcp --dport ${port} -j DROP`)];
    }),
    run6(`-D INPUT -j ${inputChain}`),
    run6(`-I INPUT -j ${inputChain}`),
  ];
  const without = (from: string, own: string) => [`-D ${from} -j ${own}`, `-F ${own}`, `-X ${own}`];
  const undone = [
    ...families.flatMap(({ program }) => without('DOCKER-USER', chain).map((rest) => `ExecStop=-${program} -w ${rest}`)),
    ...without('INPUT', inputChain).map((rest) => `ExecStop=-/usr/sbin/ip6tables -w ${rest}`),
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

/** Ascending, each once, ports only. */
const sound = (ports: readonly number[]): number[] => [...new Set(ports)].filter((port) => Number.isInteger(port) && port > 0 && port < 65536).sort((a, b) => a - b);

const isAddress = (text: string): boolean => /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]+)$/.test(text);
