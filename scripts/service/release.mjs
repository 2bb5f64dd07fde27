import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runtimePackages } from './packages.mjs';

/** What runs, beside the packages. `.next` without what only building and development need. */
const parts = ['.next', 'dist', 'lib', 'prisma', 'public', 'docs/operating', 'app/globals.css', 'package.json', 'package-lock.json', 'next.config.js', 'LICENSE'];
const left = ['.next/cache', '.next/dev', '.next/types', '.next/trace', '.next/trace-build', '.next/diagnostics', 'dist/stamp.json'];

/** The name of the built tree: its version and what it was built of. "not-built-yet" where it was not. */
export function releaseName(root) {
  const stamp = readJson(path.join(root, 'dist/stamp.json'));
  if (!stamp?.content || !fs.existsSync(path.join(root, '.next/BUILD_ID'))) return 'not-built-yet';
  const sum = createHash('sha256').update(stamp.content);
  for (const part of ['prisma/migrations', 'docs/operating']) for (const file of filesOf(path.join(root, part))) sum.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, part, file)));
  return `${readJson(path.join(root, 'package.json')).version}-${sum.digest('hex').slice(0, 12)}`;
}

/**
 * Copies what runs, beside its place first: a copy that was cut never has the name. All belongs to whoever copies and is
 * readable by all, whatever the umask.
 */
export function copyRelease(root, target) {
  const beside = `${target}.new`;
  fs.rmSync(beside, { recursive: true, force: true });
  try {
    for (const part of [...parts, ...runtimePackages(readJson(path.join(root, 'package-lock.json')).packages)]) {
      if (fs.existsSync(path.join(root, part))) copy(root, part, beside);
    }
    open(beside);
    fs.renameSync(beside, target);
  } catch (error) {
    fs.rmSync(beside, { recursive: true, force: true });
    throw error;
  }
}

function copy(root, part, to) {
  const filter = (source) => !left.includes(path.relative(root, source));
  fs.cpSync(path.join(root, part), path.join(to, part), { recursive: true, verbatimSymlinks: true, filter });
}

function open(entry) {
  const stat = fs.lstatSync(entry);
  if (stat.isSymbolicLink()) return;
  fs.chmodSync(entry, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of fs.readdirSync(entry)) open(path.join(entry, name));
}

function filesOf(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
