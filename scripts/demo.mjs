#!/usr/bin/env node
// `npm run demo`: a server to try Groundcrew on, and what to enter in the wizard. `npm run demo -- --down` removes it.
// It is the test host of tests/host, on this machine's own Docker or on a private engine.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printout } from './demo/printout.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const name = 'demo';
const address = process.env.GROUNDCREW_DEMO_ADDRESS ?? '127.0.0.10';

function host(args, stderr = 'inherit') {
  const { status, stdout, error } = spawnSync(join(root, 'tests/host/host'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', stderr] });
  if (error) throw error;
  return { ok: status === 0, text: stdout };
}

function must(...args) {
  const result = host(args);
  if (!result.ok) process.exit(1);
  return result.text;
}

/** Names of the servers that are there; none where no engine runs. */
function servers() {
  return host(['list'], 'ignore').text.split('\n').filter(Boolean).map((line) => line.split(' ')[0]);
}

function down() {
  must('down', name);
  const others = servers();
  if (others.length > 0) {
    console.log(`The demo server is gone. Other servers of the test host are still there: ${others.join(', ')}.`);
    console.log('`tests/host/host engine-down` removes them too, and stops what they run on.');
    return;
  }
  must('engine-down');
  console.log('The demo server is gone, and nothing of it runs any more. What stays, so that the next demo takes seconds:');
  console.log(must('cache').trimEnd().replace(/^/gm, '  '));
}

function up() {
  if (process.platform !== 'linux') {
    console.error('The demo server needs Linux: it has a loopback address of its own and disks of its own.');
    process.exit(1);
  }
  console.error('Building what the demo server needs: three to five minutes and 3 GB the first time, then seconds.');
  must('build', 'server', 'services', 'stack');
  console.error('Starting the server: usually 5 s, given up after 90.');
  if (!servers().includes(name)) must('up', name, address);
  else if (options.includes('--fresh')) must('reset', name);
  else must('start', name);
  console.log(`\n${printout(JSON.parse(must('info', name)), root)}`);
}

const options = process.argv.slice(2);
if (options.some((option) => !['--down', '--fresh'].includes(option))) {
  console.error('npm run demo [-- --fresh | --down]');
  process.exit(2);
}
if (options.includes('--down')) down();
else up();
