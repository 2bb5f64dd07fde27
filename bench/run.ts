/**
 * Measures what an operator feels. Each figure stands beside its limit and the ratio in bench/results.json, with when it was measured; what
 * is not measured this time keeps its last figures. Nothing is asserted: a reader judges.
 *   npm run bench                    all parts, about forty minutes
 *   npm run bench -- watch-500       one of them, or several: start, watch-500 (with the fleet page), history,
 *                                    cost-on-server (on the test host, beside Debian's netdata), backups (beside restic and tar)
 */
import { spawnSync } from 'node:child_process';

const parts = ['start', 'watch-500', 'history', 'cost-on-server', 'backups'];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: ${parts.join(', ')}.`);
  process.exit(2);
}
// Each in a process of its own, so that none measures what another one left behind.
for (const part of chosen.length > 0 ? chosen : parts) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', `bench/${part}.ts`], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
