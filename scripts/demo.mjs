#!/usr/bin/env node
// `npm run demo`: a server to try Groundcrew on, and what to enter in the wizard. `npm run demo -- --down` removes it.
// It is the test host of tests/host, on this machine's own Docker.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const name = 'demo';
const address = process.env.GROUNDCREW_DEMO_ADDRESS ?? '127.0.0.10';

function host(...args) {
  const { status, stdout, error } = spawnSync(join(root, 'tests/host/host'), args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error) throw error;
  return { ok: status === 0, text: stdout };
}

function must(...args) {
  const result = host(...args);
  if (!result.ok) process.exit(1);
  return result.text;
}

const options = process.argv.slice(2);
const unknown = options.filter((option) => !['--down', '--fresh'].includes(option));
if (unknown.length > 0) {
  console.error('npm run demo [-- --fresh | --down]');
  process.exit(2);
}

if (options.includes('--down')) {
  must('down', name);
  console.log('The demo server is gone. Its images stay in the cache; `tests/host/host sweep` removes every server of ours.');
  process.exit(0);
}

if (process.platform !== 'linux') {
  console.error('The demo server needs Linux: it has a loopback address of its own and disks of its own.');
  process.exit(1);
}

console.error('Building what the demo server needs. The first time takes a few minutes.');
must('build', 'server', 'services', 'stack');
const present = host('list').text.split('\n').some((line) => line.startsWith(`${name} `));
if (!present) must('up', name, address);
else if (options.includes('--fresh')) must('reset', name);
else must('start', name);

const info = JSON.parse(must('info', name));
const rows = [
  ['Server'],
  ['Address', `${info.address}, port ${info.port}`],
  ['User', 'deploy (sudo without a password) or ops (sudo with it)'],
  ['Password', `deploy: ${info.users.deploy.password}`],
  ['', `ops: ${info.users.ops.password}`],
  ['Private key', info.privateKey],
  ['Host key', info.hostKey],
  ['Materials'],
  ['Folder', join(root, 'tests/support/materials/guide')],
  ['Settings'],
  ['Registry', `${info.registry.host}, user ${info.registry.user}, password ${info.registry.password}`],
  ['hello-world image', info.publicRegistry.helloWorld],
  ["Docker's packages", `${info.apt.url}, ${info.apt.suite} ${info.apt.component}`],
  ['Their key', `${info.apt.keyUrl}, ${info.apt.keyFingerprint}`],
  ['Afterwards'],
  ['Web application', `http://${info.address}:8080`],
];
for (const [label, value] of rows) {
  console.log(value === undefined ? `\n${label}` : `  ${label.padEnd(18)} ${value}`);
}
console.log('\nCPUs and memory are those of this machine: the preflight may ask you to override them.');
console.log('Done with it: npm run demo -- --down');
