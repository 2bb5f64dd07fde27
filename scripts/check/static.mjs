import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const bin = (name, file) => ['node', path.join('node_modules', name, file)];

/** What can be said without running the product. Each gives a name and the argv that says it. */
export function staticChecks() {
  const shell = listShellFiles();
  const missing = inPath('shellcheck') ? null : 'shellcheck is not installed, so the .sh files were not read (Debian, Ubuntu: sudo apt-get install shellcheck)';
  const product = shell.filter((file) => !/^#!|^# shellcheck shell=/m.test(head(file))); // the product's own, run by "sh -eu"
  return [
    { name: 'types', argv: [...bin('typescript', 'bin/tsc'), '--noEmit', '-p', '.'] },
    { name: 'lint', argv: [...bin('eslint', 'bin/eslint.js'), '.'] },
    { name: 'architecture', argv: [...bin('dependency-cruiser', 'bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', 'server.ts', 'app', 'lib', 'components'] },
    { name: 'dead code', argv: [...bin('knip', 'bin/knip.js')] },
    { name: 'lock file', argv: ['node', 'scripts/check/lock-file.mjs'] },
    { name: 'shell (product)', argv: ['shellcheck', '--shell=sh', ...product], missing },
    { name: 'perl', argv: ['node', 'scripts/check/perl.mjs'] },
    { name: 'shell (rest)', argv: ['shellcheck', ...shell.filter((file) => !product.includes(file))], missing },
  ];
}

/** Runs one and gives its output, trimmed. */
export function runStatic({ argv }) {
  const done = spawnSync(argv[0] === 'node' ? process.execPath : argv[0], argv.slice(1), { encoding: 'utf8', maxBuffer: 256e6 });
  return { passed: done.status === 0, output: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`.trim() };
}

/** Files of the repository that are shell by name or by first line. */
function listShellFiles() {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 64e6 }).stdout?.split('\0').filter(Boolean) ?? [];
  return listed.filter((file) => fs.existsSync(file) && fs.statSync(file).isFile() && (file.endsWith('.sh') || (!path.extname(file) && /^#!.*\b(ba|da)?sh\b/.test(head(file)))));
}

/** The first kilobyte: a first line, a directive for shellcheck. */
function head(file) {
  const handle = fs.openSync(file, 'r');
  const buffer = Buffer.alloc(1024);
  const read = fs.readSync(handle, buffer);
  fs.closeSync(handle);
  return buffer.toString('latin1', 0, read);
}

export function inPath(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((directory) => directory && fs.existsSync(path.join(directory, name)));
}
