// What a person does to a watched server besides mending it: node --import tsx tests/reliability/care.ts
// The firewall's rules and their undo, old logs, a difference taken over and given back, the acceptance test, what takes the space, a restart.
import type { Watched } from '@/lib/contract/health';
import { until } from '../support/operator';
import { WatchedServer } from '../support/watched-server';
import { holds } from './holds';

const server = await WatchedServer.up('care', '127.0.0.49');
const { host, operator } = server;
const { server: name, call } = operator;
const logs = '/opt/allegro/logs/apiserver';

/** The finding as it is once it was asked anew. */
async function asked(check: string): Promise<Watched> {
  const { findings } = await call('health.ask', { server: name, only: [check] });
  return findings.find(({ id }) => id === check)!;
}
/** Does the repair that stands beside a finding, ill or not. */
async function mend(check: string): Promise<string> {
  const { repair } = await asked(check);
  const { run } = await call('health.repair', { server: name, check, shown: repair!.id, confirm: name });
  return (await operator.rest(run)).state;
}

async function firewall(): Promise<void> {
  holds('the open port is closed by its repair', (await mend('security/ports')) === 'done' && (await asked('security/ports')).outcome === 'pass', await asked('security/ports'));
  const { firewall: { undo } } = await call('security.files', { server: name, place: 'server', proxyAddress: '' });
  await host.shell(undo.join(' && '));
  holds('what is shown as the way back opens it again', (await asked('security/ports')).outcome === 'fail', await asked('security/ports'));
  const chains = await host.shell('iptables -S; ip6tables -S');
  holds('and leaves no rule', !chains.includes('CLEARML-CLOSED'), chains);
  holds('closed again, it stays closed', (await mend('security/ports')) === 'done' && (await asked('security/ports')).outcome === 'pass');
}

async function oldLogs(): Promise<void> {
  await host.shell(`cd ${logs} && touch -d '30 days ago' apiserver.log.1 'a name.log.2' -- '-x.gz' && touch -d '2 days ago' apiserver.log.3`);
  const found = await asked('insides/old-logs');
  holds('old logs are offered for deletion, young ones are not', found.repair !== null && /^3 rotated logs/.test(found.message), found);
  const state = await mend('insides/old-logs');
  const left = await host.shell(`ls -A ${logs}`);
  holds('their deletion leaves the young one and what is written', state === 'done' && !/\.log\.[12]|-x/.test(left) && left.includes('apiserver.log.3') && left.split('\n').includes('apiserver.log'), [state, left]);
}

async function drift(): Promise<void> {
  const file = '/opt/allegro/docker-compose.override.yml';
  await host.shell(`cp -p ${file} /root/before && printf '\n# mine\n' >>${file}`);
  const { outcome, message } = await asked('drift/files');
  holds('a changed file is told', outcome === 'warn' && message.includes('docker-compose.override.yml'), message);
  const taken = await call('drift.take', { server: name, check: 'drift/files', message });
  holds('taken over, it is how it should be', taken.findings.find(({ id }) => id === 'drift/files')?.outcome === 'pass', taken.findings);
  const back = await call('drift.take', { server: name, check: 'drift/files', message: null });
  holds('given back, it is told again', back.findings.find(({ id }) => id === 'drift/files')?.outcome === 'warn');
  holds('its repair puts back what was laid down', (await mend('drift/files')) === 'done' && (await asked('drift/files')).outcome === 'pass' && (await host.shell(`cmp ${file} /root/before && echo same`)).includes('same'), await asked('drift/files'));
}

async function acceptance(): Promise<void> {
  const { run } = await call('acceptance.start', { server: name });
  const ended = await operator.rest(run);
  holds('the acceptance test passes', ended.state === 'done', ended);
  console.log(`       ${ended.sentence}`);
}

async function space(): Promise<void> {
  await call('space.ask', { server: name });
  const { answer, problem } = await until(() => call('space.get', { server: name }), ({ asking }) => asking === null, 240);
  holds('what takes the space is told of each disk', problem === null && (answer?.mounts.length ?? 0) >= 4 && answer?.troubles.length === 0, [problem, answer?.troubles, answer?.mounts.map(({ mount }) => mount)]);
}

async function restart(): Promise<void> {
  // The test host's uptime is its machine's, so the mark stands where that was started.
  const from = new Date(Date.now() - 30 * 86_400_000).toISOString();
  await host.shell('systemd-run --quiet --on-active=1 systemctl reboot');
  const marks = () => call('health.series', { server: name, figures: ['load5'], from, to: new Date(Date.now() + 60_000).toISOString(), points: 10 }).then((series) => series.marks);
  const seen = await until(marks, (all) => all.some(({ kind, text }) => kind === 'reboot' && text.startsWith('The server restarted')), 300).catch(String);
  holds('a restart that was no run of ours is marked', typeof seen !== 'string', seen);
  await server.settled(300);
  holds('and its ports are closed after it, too', (await asked('security/ports')).outcome === 'pass', await asked('security/ports'));
}

try {
  for (const part of [firewall, oldLogs, drift, acceptance, space, restart]) await part().catch((error: unknown) => holds(part.name, false, String(error)));
} finally {
  await server.close();
}
process.exit();
