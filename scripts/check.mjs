// npm run check: everything that needs no server. Ends with a table of what failed.
import { fileURLToPath } from 'node:url';
import { runStatic, staticChecks } from './check/static.mjs';
import { runSuite } from './check/suite.mjs';
import { generateIfStale } from './start/build.mjs';
import { installIfStale } from './start/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
await installIfStale(root);
generateIfStale(root);

const table = [];
for (const check of staticChecks()) {
  if (check.missing) {
    table.push([check.name, 'skipped', check.missing]);
    continue;
  }
  const { passed, output } = runStatic(check);
  console.log(`${passed ? '✓' : '✗'} ${check.name}`);
  if (!passed) console.log(output);
  table.push([check.name, passed ? 'passed' : 'failed', passed ? '' : `${output.split('\n').length} lines above`]);
}
const suite = await runSuite(['node', 'dom']);
table.push(['tests', suite.failed > 0 ? 'failed' : 'passed', `${suite.passed} passed, ${suite.failed} failed`]);
for (const failure of suite.failures) table.push(['', '', failure]);

console.log('');
for (const [name, state, detail] of table) console.log(`${name.padEnd(17)}${state.padEnd(9)}${detail}`);
process.exit(table.some(([, state]) => state === 'failed') ? 1 : 0);
