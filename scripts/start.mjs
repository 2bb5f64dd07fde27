// npm start: installs, generates, builds what has changed, then serves in this very process. Node's own modules only,
// since it runs before anything is installed.   --dev: hot reloading, no build   --build-only: do not serve
import net from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { checkDataDirectory } from './start/data-directory.mjs';
import { fail } from './start/fail.mjs';
import { checkNode, installIfStale } from './start/install.mjs';
import { buildIfStale, generateIfStale } from './start/build.mjs';
import { withLock } from './start/lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const development = process.argv.includes('--dev');
const serves = !process.argv.includes('--build-only');
process.env.NEXT_TELEMETRY_DISABLED = '1';
process.env.NODE_ENV = development ? 'development' : 'production';

checkNode();
if (serves) {
  // Before minutes of installing and building.
  checkDataDirectory();
  await checkPort();
}
await withLock(root, async () => {
  await installIfStale(root);
  generateIfStale(root);
  if (!development) buildIfStale(root);
});
if (serves) {
  if (development) (await import('tsx/esm/api')).register();
  await import(pathToFileURL(path.join(root, development ? 'server.ts' : 'dist/server.js')).href);
}

async function checkPort() {
  const [host, port] = [process.env.HOST || '127.0.0.1', Number(process.env.PORT || 3000)];
  if (!Number.isInteger(port) || port < 1 || port > 65535) return; // the server says what is wrong with it
  const code = await new Promise((resolve) => {
    const probe = net.createServer().once('error', (error) => resolve(error.code));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
  if (code !== 'EADDRINUSE') return;
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  if (await isConsole(address)) fail(`A console answers at ${address} already: open it. To run a second one, give it a PORT and a DATA_DIR of its own.`);
  fail(`Port ${port} of ${host} is used by another program. Stop it, or set PORT to another number, such as ${port + 1}, and start again.`);
}

/** Whether what holds the port is a console: the commonest slip is to start it twice. */
async function isConsole(address) {
  try {
    const answer = await fetch(`${address}/api/v1/session.me`, { signal: AbortSignal.timeout(1500) });
    return typeof (await answer.json()).isSetUp === 'boolean';
  } catch {
    return false;
  }
}
