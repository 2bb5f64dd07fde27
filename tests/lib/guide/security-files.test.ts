import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { securityFilesInput } from '@/lib/contract/proxy';
import { firewall } from '@/lib/facts/firewall';
import { closedPortsUnit, closePorts } from '@/lib/guide/security-files/closed-ports';
import { securityFilesOf } from '@/lib/guide/security-files/security-files';
import { toldBridges } from '@/lib/guide/security-files/told-bridges';
import { inputsOf } from './inputs';

const names = { kind: 'tls', app: 'app.clearml.example.com', api: 'api.clearml.example.com', files: 'files.clearml.example.com' } as const;
const compose = 'services:\n  web:\n    ports: ["8080:80", "9200:9200", "127.0.0.1:9300:9300", "53:53/udp", "3000-3001:3000-3001"]\n  proxy:\n    ports: [{ published: "${PROXY}", target: 80 }]\n';
const files = { compose, constants: 'PROXY=10000\n' };
const made = (place: 'server' | 'elsewhere' = 'server', address = '', settings: Parameters<typeof inputsOf>[0] = {}) => securityFilesOf(inputsOf({ access: names, files, ...settings }), place, address, []);
const textOf = (id: string, from = made()) => from.proxies.find((each) => each.id === id)?.files.map(({ text }) => text).join('\n') ?? '';

describe('the proxies', () => {
  it('forward each name to its port: on the server by the loopback, from elsewhere by its address', () => {
    const forwarded = (id: string, from = made()) => [...textOf(id, from).matchAll(/(?:server_name |^|Host\(`)((?:app|api|files)\.[a-z.]+)(?:;| \{|`\)).*?(?:proxy_pass http:\/\/|reverse_proxy )([\d.:]+)/gms)].map(([, name, to]) => [name, to]);
    const here = [[names.api, '127.0.0.1:8008'], [names.app, '127.0.0.1:8080'], [names.files, '127.0.0.1:8081']];
    expect(forwarded('nginx')).toEqual(here);
    expect(forwarded('caddy')).toEqual(here);
    expect(forwarded('caddy', made('elsewhere'))).toEqual([[names.api, '192.0.2.1:8008'], [names.app, '192.0.2.1:8080'], [names.files, '192.0.2.1:8081']]);
    const [, dynamic] = made().proxies.find(({ id }) => id === 'traefik')?.files ?? [];
    const { http } = parse(dynamic?.text ?? '') as { http: { routers: Record<string, { rule: string; service: string }>; services: Record<string, { loadBalancer: { servers: { url: string }[] } }> } };
    expect(Object.values(http.routers).map(({ rule, service }) => [rule, http.services[service]?.loadBalancer.servers])).toEqual(here.map(([name, to]) => [`Host(\`${name ?? ''}\`)`, [{ url: `http://${to ?? ''}` }]]));
  });
  it('let through what ClearML needs: websockets, any size, long answers, the redirect, and whom it comes from', () => {
    expect(textOf('nginx')).toMatch(/proxy_set_header Upgrade \$http_upgrade;/);
    expect(textOf('nginx').match(/client_max_body_size 0;/g)).toHaveLength(3);
    expect(textOf('nginx')).toContain('return 308 https://$host$request_uri;');
    expect(textOf('nginx')).toContain('proxy_set_header X-Forwarded-Proto https;');
    expect(textOf('traefik')).toMatch(/scheme: https[\s\S]*readTimeout: 0s/);
  });
  it('use the certificate of a private CA from a file, and ask for one elsewhere', () => {
    const own = made('server', '', { privateCa: '-----BEGIN CERTIFICATE-----' });
    for (const { id } of own.proxies) expect(textOf(id, own)).toContain('/etc/ssl/clearml/fullchain.pem');
    expect(textOf('caddy')).not.toContain('tls ');
    expect(made().proxies[0]?.commands[0]).toBe('certbot certonly --standalone --cert-name app.clearml.example.com -d app.clearml.example.com -d api.clearml.example.com -d files.clearml.example.com');
  });
  it('are none with plain HTTP', () => {
    expect(securityFilesOf(inputsOf({ files }), 'server', '', [])).toMatchObject({ names: null, proxies: [], firewall: { ports: [3000, 3001, 9200, 10000] } });
  });
});

describe('no name breaks out of a configuration', () => {
  const hostile = ['app.example.com; return 200', 'app.example.com {', 'app.example.com`) || Host(`evil', 'a.example.com\nserver {', '$(id).example.com', '${x}.example.com', '*.example.com', 'app.example.com"', "app.example.com'", 'app', '127.0.0.1', '..', 'app.example.com #', 'app.example.com\\', 'äpp.example.com'];
  it.each(hostile)('%j as a name', (name) => {
    for (const key of ['app', 'api', 'files']) expect(() => made('server', '', { access: { ...names, [key]: name } })).toThrow();
  });
  it('nor an address of the server or of the proxy', () => {
    const inputs = inputsOf({ access: names });
    for (const address of ['192.0.2.1; x', '192.0.2.1\n', '-x', '$(id)', '[::1]:22 }']) expect(() => securityFilesOf({ ...inputs, server: { ...inputs.server, address: `${address}x` } }, 'elsewhere', '', [])).toThrow();
    for (const proxyAddress of ['192.0.2.9 -j ACCEPT', '192.0.2.0/24', 'proxy.example.com', '192.0.2.9\nExecStart=/bin/sh', '%n']) {
      expect(securityFilesInput.safeParse({ server: 'a', proxyAddress }).success).toBe(false);
      expect(closedPortsUnit([9200], { addresses: [proxyAddress], ports: [9200], bridges: [] })).toBe(closedPortsUnit([9200]));
    }
    expect(textOf('caddy', securityFilesOf({ ...inputs, server: { ...inputs.server, address: '2001:db8::1' } }, 'elsewhere', '', []))).toContain('reverse_proxy [2001:db8::1]:8008 {');
  });
});

describe('the firewall', () => {
  it("closes what the files publish, and with TLS ClearML's own three to all but the proxy", () => {
    expect(made().firewall.ports).toEqual([3000, 3001, 8008, 8080, 8081, 9200, 10000]);
    expect(made('elsewhere').firewall).toMatchObject({ ports: [3000, 3001, 9200, 10000], note: expect.stringContaining('Enter the address of the proxy') as string });
    const unit = made('elsewhere', '192.0.2.9').firewall.file?.text ?? '';
    expect(unit.split('\n').filter((line) => / -j (RETURN|DROP)$/.test(line) && / (8080|9200) /.test(line) && line.includes('/iptables'))).toEqual([
      'ExecStart=/usr/sbin/iptables -w -A CLEARML-CLOSED -s 192.0.2.9 -p tcp -m conntrack --ctstate DNAT --ctorigdstport 8080 --ctdir ORIGINAL -j RETURN',
      'ExecStart=/usr/sbin/iptables -w -A CLEARML-CLOSED -p tcp -m conntrack --ctstate DNAT --ctorigdstport 8080 --ctdir ORIGINAL -j DROP',
      'ExecStart=/usr/sbin/iptables -w -A CLEARML-CLOSED -p tcp -m conntrack --ctstate DNAT --ctorigdstport 9200 --ctdir ORIGINAL -j DROP',
    ]);
    expect(unit).toContain('Before=docker.service');
    expect(unit.split('\n').filter((line) => line.includes('/iptables')).join()).not.toMatch(/INPUT|--dport/);
  });
  it('never closes what SSH usually has, where the connection ends at the server itself', () => {
    expect(closedPortsUnit([22, 9200]).match(/--dport \d+/g)).toEqual(['--dport 9200']);
  });
  it('is taken by iptables, a second time as well, and is what the fact then says', (context) => {
    const [closed, through] = [[8080, 9200], { addresses: ['192.0.2.9', '2001:db8::9'], ports: [8080], bridges: ['clearml0'] }];
    const commands = (kind: string) => closedPortsUnit(closed, through).split('\n').flatMap((line) => (line.startsWith(`${kind}=`) ? line.slice(kind.length + 1) : []));
    const tolerant = (line: string) => (line.startsWith('-') ? `${line.slice(1)} 2>/dev/null || true` : line);
    const inside = (lines: readonly string[]) => spawnSync('unshare', ['--net', 'sh', '-e'], { input: lines.join('\n'), encoding: 'utf8' });
    if (inside(['iptables -w -S', 'ip6tables -w -S']).status !== 0) return context.skip('needs root, unshare, iptables and ip6tables');
    const start = commands('ExecStart').map(tolerant);
    const script = readFileSync('lib/facts/firewall.sh', 'utf8');
    const told = (answer: string) => firewall.parse({ stdout: answer.replace('\n', '\nbridge clearml0\nbridge other0\n'), stderr: '', exitCode: 0, truncated: false, timedOut: false });
    const { status, stdout, stderr } = inside([...start, ...start, script]);
    expect([status, stderr]).toEqual([0, '']);
    expect(told(stdout)).toMatchObject({ closed, closedOverIpv6: closed, through: through.addresses, bridges: ['clearml0', 'other0'], shutOut: ['other0'] });
    expect(inside([...start, ...commands('ExecStop').map(tolerant), 'iptables -w -S', 'ip6tables -w -S']).stdout).not.toContain('CLEARML');
  });
  it('lets containers behind a bridge of another name through in each chain, on the page as in the repair', () => {
    const answer = { command: '', exitCode: 0, output: `ufw on\nbridge clearml0\n${'-A DOCKER-USER -j RETURN\n'.repeat(9)}-A CLEARML-CLOS\n… (999 more characters)` };
    const bridges = toldBridges([{ id: 'security/names', evidence: [{ ...answer, output: 'ufw on\nbridge other0\n' }] }, { id: 'security/ports', evidence: [{ ...answer, output: 'bridge other1\n' }, answer] }]);
    const shown = securityFilesOf(inputsOf({ files }), 'server', '', bridges).firewall;
    expect(shown.file?.text.match(/\/usr\S+tables -w -A \S+ -i clearml0 -j RETURN/g)).toEqual(['/usr/sbin/iptables -w -A CLEARML-CLOSED', '/usr/sbin/ip6tables -w -A CLEARML-CLOSED', '/usr/sbin/ip6tables -w -A CLEARML-CLOSED-IN'].map((begin) => `${begin} -i clearml0 -j RETURN`));
    expect(shown.file?.text).not.toMatch(/other\d/);
    const [repair] = closePorts(shown.ports, { addresses: [], ports: [8080], bridges });
    expect(repair).toMatchObject({ kind: 'install', content: shown.file?.text });
    expect(toldBridges([])).toEqual([]);
  });
  it.each(['a b', 'a\nExecStart=/bin/sh', '-x', 'a;b', '%n', '+', 'eth+', '!eth0', '', '.', 'sixteenletters__', 'docker0', 'br-0a1b2c3d4e5f'])('takes %j for no name of a bridge that it must let through', (bridge) => {
    expect(closedPortsUnit([9200], { addresses: [], ports: [], bridges: [bridge] })).toBe(closedPortsUnit([9200]));
  });
  it('takes ports for ports', () => {
    expect(closedPortsUnit([0, -1, 1.5, 65536, Number.NaN, 9200, 9200])).toBe(closedPortsUnit([9200]));
  });
});
