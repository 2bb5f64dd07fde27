// npm run admin -- …: the commands of admin.ts, also in a fresh clone, where nothing is installed yet: whoever has lost a console begins there.
// Node's own modules only. What is installed is left as it is: a console may run on it.
import { fileURLToPath } from 'node:url';
import { generateIfStale } from './start/build.mjs';
import { checkNode, installIfStale, nothingInstalled } from './start/install.mjs';
import { withLock } from './start/lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
checkNode();
await withLock(root, async () => {
  if (nothingInstalled(root)) await installIfStale(root);
  generateIfStale(root);
});
(await import('tsx/esm/api')).register();
await import('./admin.ts');
