import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fail } from './fail.mjs';

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`This is Node ${process.versions.node}; Groundcrew needs 20.19 or newer. Install Node 22 or 24 from https://nodejs.org and start again.`);
}

/** Installs what package-lock.json says unless node_modules holds just that, built for this Node. */
export async function installIfStale(root) {
  const why = whyStale(root);
  if (!why) return;
  console.log(`Installing packages (${why}). This takes a few minutes, once.`);
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const nodedir = findHeaders();
  const done = spawnSync(npm[0], [...npm.slice(1), 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256e6,
    env: { ...process.env, NODE_ENV: 'development', ...(nodedir ? { npm_config_nodedir: nodedir } : {}) },
  });
  if (done.status !== 0) fail(explain(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`, nodedir));
  const left = whyStale(root);
  if (left) fail(`Installing ended well but ${left}. Remove node_modules and start again; if that does not help, install a C++ compiler, make and python3.`);
}

export const nothingInstalled = (root) => read(path.join(root, 'node_modules/.package-lock.json')) === null;

export function whyStale(root) {
  const wanted = read(path.join(root, 'package-lock.json'));
  const present = read(path.join(root, 'node_modules/.package-lock.json'));
  if (!wanted) fail('package-lock.json is missing. Get a whole copy of the repository.');
  if (!present) return 'node_modules is missing';
  for (const [name, { version, optional, link, extraneous }] of Object.entries(wanted)) {
    if (name === '' || optional || link || extraneous) continue; // npm ci leaves these out, or may
    if (present[name]?.version !== version) return `${name.replace(/^.*node_modules\//, '')} is not the version of the lock file`;
  }
  try {
    const Database = createRequire(path.join(root, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
  } catch {
    return `better-sqlite3 is not built for Node ${process.versions.node}`;
  }
  return null;
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Node's own headers, where its installation has them and they are of this very version: no download is then needed. */
function findHeaders() {
  const prefix = path.dirname(path.dirname(fs.realpathSync(process.execPath)));
  try {
    const text = fs.readFileSync(path.join(prefix, 'include/node/node_version.h'), 'utf8');
    const part = (name) => new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1];
    return [part('MAJOR'), part('MINOR'), part('PATCH')].join('.') === process.versions.node ? prefix : null;
  } catch {
    return null;
  }
}

function explain(output, nodedir) {
  const log = path.join(fs.realpathSync(process.env.TMPDIR || '/tmp'), `groundcrew-install-${process.pid}.log`);
  const kept = (() => {
    try {
      fs.writeFileSync(log, output, { mode: 0o600 });
      return ` npm's whole output is in ${log}.`;
    } catch {
      return '';
    }
  })();
  const missing = [['c++', 'g++', 'clang++'], ['make', 'gmake'], ['python3', 'python']].find((names) => !names.some(inPath))?.[0];
  if (/ENOSPC|no space left/i.test(output)) return `The disk is full: the packages need 1.2 GB. Free some space and start again.${kept}`;
  if (/EACCES|EROFS|EPERM/.test(output)) return `This directory cannot be written. Give your user the right to write here, or clone the repository to a directory of your own.${kept}`;
  if (/better-sqlite3|node-gyp/.test(output) && missing) return `${{ 'c++': 'A C++ compiler', make: 'make', python3: 'python3' }[missing]} is missing, which better-sqlite3 needs. On Debian or Ubuntu: sudo apt-get install g++ make python3. On macOS: xcode-select --install. Then start again.${kept}`;
  if (/node-gyp/.test(output) && !nodedir && /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|headers/i.test(output)) return `Node's headers are missing and cannot be downloaded. Install Node from its own archive (it has include/node), or your distribution's libnode-dev, then start again.${kept}`;
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET/.test(output)) return `The package registry does not answer. Check the network, or set npm's registry or proxy, then start again.${kept}`;
  if (/EUSAGE/.test(output)) return `package-lock.json does not fit package.json. Restore both as released: git checkout package.json package-lock.json.${kept}`;
  if (/npm.*ENOENT/.test(output)) return `npm is missing. Install it with Node, then start again.${kept}`;
  return `The packages cannot be installed.${kept} Its last lines: ${output.trim().split('\n').slice(-5).join(' | ')}`;
}

function inPath(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((directory) => fs.existsSync(path.join(directory, name)));
}
