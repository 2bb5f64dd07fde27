// npm run diagnose -- [--json] [--constants FILE] FILE…: what is broken, by the logs of a ClearML server. Needs no server and no running console.
import { fileURLToPath } from 'node:url';
import { checkNode, installIfStale, nothingInstalled } from './start/install.mjs';
import { withLock } from './start/lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// npm goes to the root of the package first: files are meant from where it was called.
const from = (process.env.npm_lifecycle_event === 'diagnose' && process.env.INIT_CWD) || process.cwd();
process.chdir(root);
checkNode();
if (nothingInstalled(root)) await withLock(root, () => installIfStale(root));
(await import('tsx/esm/api')).register();
const { diagnose } = await import('./diagnose/main.ts');
process.stdout.on('error', () => process.exit(2)); // who reads it has gone
process.exitCode = await diagnose(process.argv.slice(2), { from, input: process.stdin, say: console.log, complain: console.error });
