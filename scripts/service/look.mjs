import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { addressOf, badEnvironment, given, parseEnvironmentFile } from './environment.mjs';
import { isConsole } from './greet.mjs';
import { isRelease, places } from './places.mjs';
import { releaseName } from './release.mjs';

/**
 * What is found on this machine. Nothing is changed.
 * @param root the checkout
 * @param host where it is to listen; undefined: nothing was said
 */
export async function look(root, host) {
  const environment = read(places.environment);
  const values = environment === null ? given(process.env, host) : parseEnvironmentFile(environment);
  const active = systemctl('is-active');
  const [, , , , , home, shell] = (read('/etc/passwd') ?? '').split('\n').map((line) => line.split(':')).find(([name]) => name === places.user) ?? [];
  return {
    platform: process.platform,
    uid: process.getuid?.() ?? -1,
    systemd: fs.existsSync('/run/systemd/system'),
    root,
    node: { path: fs.realpathSync(process.execPath), open: isOpen(fs.realpathSync(process.execPath)) },
    user: shell === undefined ? null : { home, shell },
    unit: read(places.unit),
    environment,
    values,
    host: host ?? null,
    admin: read(`${places.code}/admin`),
    code: list(places.code),
    releases: list(`${places.code}/releases`).filter(isRelease),
    current: currentRelease(),
    release: releaseName(root),
    dataMode: dataMode(),
    ownData: fs.existsSync(path.join(root, 'data/groundcrew.db')) && !fs.existsSync(`${places.data}/groundcrew.db`) ? path.join(root, 'data') : null,
    active,
    enabled: systemctl('is-enabled'),
    portHolder: active || badEnvironment(values) ? null : await portHolder(values),
  };
}

const systemctl = (question) => spawnSync('systemctl', [question, '--quiet', 'groundcrew.service'], { stdio: 'ignore' }).status === 0;

/** Whether everybody may read it: its own mode, and the way to it. */
function isOpen(file) {
  for (let at = file; at !== '/'; at = path.dirname(at)) if (!(fs.statSync(at).mode & 0o001)) return false;
  return true;
}

function currentRelease() {
  try {
    const name = path.basename(fs.readlinkSync(`${places.code}/current`));
    return list(`${places.code}/releases`).includes(name) ? name : null;
  } catch {
    return null;
  }
}

/** null: it is not there; "right": a directory of the service's user, for it alone; "wrong": mode or owner differ. */
function dataMode() {
  const stat = fs.statSync(places.data, { throwIfNoEntry: false });
  if (!stat) return null;
  if (!stat.isDirectory()) return 'not a directory';
  const uid = spawnSync('id', ['-u', places.user], { encoding: 'utf8' }).stdout?.trim();
  return (stat.mode & 0o777) === 0o700 && String(stat.uid) === uid ? 'right' : 'wrong';
}

/** Who listens where the service would: "console", "other", or null. */
async function portHolder(values) {
  const { host, port, listens, origin } = addressOf(values);
  const code = await new Promise((resolve) => {
    const probe = net.createServer().once('error', (error) => resolve(error.code));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
  if (code !== 'EADDRINUSE') return null;
  return (await isConsole(listens, origin)) || (await isConsole(listens, listens)) ? 'console' : 'other';
}

/** null when it is not there; what may not be read counts as there and empty. */
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    return '';
  }
}

function list(folder) {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
