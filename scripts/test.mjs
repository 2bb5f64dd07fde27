// npm test: everything that this machine can run. Says in words what it skipped, ends with "N passed, N failed".
// GROUNDCREW_TEST_REQUIRE_ALL=1 (CI): what is skipped counts as failed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inPath, runStatic, staticChecks } from './check/static.mjs';
import { ended, runSuite } from './check/suite.mjs';
import { buildIfStale, generateIfStale } from './start/build.mjs';
import { checkNode, installIfStale } from './start/install.mjs';
import { withLock } from './start/lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
process.env.NEXT_TELEMETRY_DISABLED = '1';
const all = process.env.GROUNDCREW_TEST_REQUIRE_ALL === '1';
const total = { passed: 0, failed: 0, skipped: [], failures: [] };

checkNode();
await withLock(root, async () => {
  await installIfStale(root);
  generateIfStale(root);
  buildIfStale(root);
});

for (const check of staticChecks()) {
  if (check.missing) {
    total.skipped.push(check.missing);
    continue;
  }
  const { passed, output } = runStatic(check);
  console.log(`${passed ? '✓' : '✗'} ${check.name}${passed ? '' : `\n${output}`}`);
  add({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: [], failures: passed ? [] : [check.name] });
}
// The tests on a server wait much of the time; what needs no server fills that time. As important as they: given way to them, it was left alone at the end.
const [onServer, ofOwn] = [runOnServer(), runSuite(['node', 'dom'])];
for (const each of [await ofOwn, ...(await onServer)]) add(each);

if (total.failures.length > 0) console.log(`\nFailed:\n${total.failures.map((each) => `- ${each}`).join('\n')}`);
if (total.skipped.length > 0) console.log(`\nSkipped:\n${total.skipped.map((each) => `- ${each}`).join('\n')}`);
const failed = total.failed + (all ? total.skipped.length : 0);
if (all && total.skipped.length > 0) console.log('\nNothing may be skipped here (GROUNDCREW_TEST_REQUIRE_ALL=1): what was skipped counts as failed.');
console.log(`\n${total.passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function add(result) {
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped.push(...result.skipped);
  total.failures.push(...result.failures);
}

/** The tests that need a real server, and those that need a browser besides. */
async function runOnServer() {
  const noHost = whyNoTestHost();
  const noBrowser = whyNoBrowser();
  if (noHost) total.skipped.push(`the tests on a real server, with and without a browser: ${noHost}`);
  else if (noBrowser) total.skipped.push(`the tests in a browser: ${noBrowser}`);
  if (noHost) return [];
  // Also waits for one that builds already: servers that boot for it put kernel settings back, which tests judge. What fails here, the first test says.
  await ended(spawn(fileURLToPath(new URL('../tests/host/host', import.meta.url)), ['build', 'variants'], { stdio: 'inherit' }));
  return Promise.all([runSuite(['host'], noBrowser ? ['tests/host'] : []), runSuite(['beside'])]);
}

function whyNoTestHost() {
  if (process.env.GROUNDCREW_TEST_HOST === 'off') return 'GROUNDCREW_TEST_HOST is "off"';
  if (process.platform !== 'linux') return 'they need Linux';
  const engine = process.getuid() === 0 && ['/usr/sbin/dockerd', '/usr/bin/dockerd', '/usr/local/bin/dockerd'].some((file) => fs.existsSync(file));
  if (!engine && !fs.existsSync('/var/run/docker.sock')) return 'no Docker Engine runs here, and starting one needs root and dockerd (Debian, Ubuntu: apt-get install docker.io)';
  return null;
}

function whyNoBrowser() {
  const found = process.env.CHROMIUM ? fs.existsSync(process.env.CHROMIUM) : ['chromium', 'chromium-browser', 'google-chrome'].some(inPath);
  return found ? null : 'Chromium is not installed (Debian: apt-get install chromium)';
}
