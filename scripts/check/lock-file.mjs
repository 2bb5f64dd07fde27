// A lock file that a lagging registry left incomplete installs here and fails elsewhere: npm ci then says "Missing".
import { spawnSync } from 'node:child_process';

const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
const done = spawnSync(npm[0], [...npm.slice(1), 'ci', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund'], { encoding: 'utf8', maxBuffer: 64e6 });
const missing = `${done.stdout}${done.stderr}`.split('\n').filter((line) => /Missing:|Invalid:|EUSAGE/.test(line));
if (missing.length > 0) {
  console.error(`package-lock.json does not fit package.json:\n${missing.slice(0, 10).join('\n')}`);
  process.exit(1);
}
