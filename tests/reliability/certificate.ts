// A watched server that is reached over TLS, behind nginx with the configuration that the console shows; then its certificate ends.
// Runs in a mount namespace of its own (health.ts makes it), since its names must lead to the test host. The last line is JSON: the row.
import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Authority, type Issued } from '../support/certificates';
import { installOnHost } from '../support/host-packages';
import { WatchedServer } from '../support/watched-server';
import { certificateFault } from './health-faults';
import { struck } from './strike';

const address = '127.0.0.47';
const names = { app: 'app.clearml.test', api: 'api.clearml.test', files: 'files.clearml.test' };
const line = `${address} ${Object.values(names).join(' ')}\n`;

const hosts = path.join(mkdtempSync(path.join(tmpdir(), 'groundcrew-hosts-')), 'hosts');
copyFileSync('/etc/hosts', hosts);
appendFileSync(hosts, `\n${line}`);
execFileSync('mount', ['--bind', hosts, '/etc/hosts']);

const authority = new Authority();
const certificate = (days: number) => authority.issue(Object.values(names), days);

/** The proxy takes a certificate, with the one between it and its authority. */
async function present({ host }: WatchedServer, { cert, key }: Issued): Promise<void> {
  await host.shell(`mkdir -p /etc/ssl/clearml && cat >/etc/ssl/clearml/fullchain.pem <<'END'\n${cert}${authority.between}END\ncat >/etc/ssl/clearml/privkey.pem <<'END'\n${key}END\nsystemctl try-reload-or-restart nginx`);
}

/** nginx on the server itself, with the very file that the page Security shows. */
async function behindNginx(server: WatchedServer): Promise<void> {
  const { host, operator } = server;
  await host.shell(`printf '127.0.0.1 ${Object.values(names).join(' ')}\\n' >>/etc/hosts`);
  await installOnHost(host, 'nginx');
  await present(server, certificate(90));
  const { proxies } = await operator.call('security.files', { server: operator.server, place: 'server', proxyAddress: '' });
  const { files, commands } = proxies.find(({ id }) => id === 'nginx')!;
  for (const { path: place, text } of files) await host.shell(`cat >${place} <<'END_OF_SITE'\n${text}END_OF_SITE`);
  await host.shell(commands.join(' && '));
}

const server = await WatchedServer.up('tls', address, { settings: { access: { kind: 'tls', ...names }, privateCa: authority.root }, prepare: behindNginx });
try {
  await server.repair('security/ports');
  // What stays open beside TLS is a warning that nobody here mends.
  await server.operator.call('rule.save', { server: server.operator.server, check: 'security/ports', rule: { isOn: false, afterMinutes: 5, repeatMinutes: 0, least: 'warn' } });
  await server.settled(300);
  const row = await struck(server, {
    ...certificateFault, check: 'security/certificates', says: /ended/, within: 720,
    strike: () => present(server, certificate(-2)),
    mend: () => present(server, certificate(90)),
  });
  console.log(JSON.stringify(row));
} finally {
  authority.remove();
  await server.close();
}
process.exit(0);
