import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GroundcrewError } from '@/lib/core/errors';
import { takeDataDirectory } from '@/lib/store/data-directory';

/** A fresh clone with nothing installed, and a PATH with only what the test puts there. */
let clone: string;
beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'groundcrew-clone-'));
  cpSync('scripts', path.join(clone, 'scripts'), { recursive: true });
  mkdirSync(path.join(clone, 'bin'));
  writeFileSync(path.join(clone, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(clone, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/better-sqlite3': { version: '12.11.1' } } }));
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

function tool(name: string, text: string): void {
  writeFileSync(path.join(clone, 'bin', name), `#!/bin/sh\n${text}\n`);
  chmodSync(path.join(clone, 'bin', name), 0o755);
}
function start(environment: Record<string, string> = {}): { status: number | null; said: string } {
  const done = spawnSync(process.execPath, [path.join(clone, 'scripts/start.mjs')], { encoding: 'utf8', env: { NODE_ENV: 'test', PATH: path.join(clone, 'bin'), TMPDIR: clone, PORT: '39873', ...environment } });
  return { status: done.status, said: done.stderr.trim() };
}

describe('what keeps a fresh clone from starting is said in one sentence', () => {
  const gyp = 'npm error path /x/node_modules/better-sqlite3\nnpm error gyp ERR! build error\nnode-gyp failed';
  test.each([
    ['no compiler', ['make', 'python3'], gyp, /^A C\+\+ compiler is missing.*apt-get install g\+\+ make python3/],
    ['no make', ['c++', 'python3'], gyp, /^make is missing/],
    ['no python3', ['c++', 'make'], gyp, /^python3 is missing/],
    ['no registry', ['c++', 'make', 'python3'], 'npm error code ENOTFOUND\nnpm error network request to https://registry.example failed', /^The package registry does not answer/],
    ['a full disk', ['c++', 'make', 'python3'], 'npm error code ENOSPC\nnpm error nospc no space left on device', /^The disk is full/],
    ['a directory of another user', ['c++', 'make', 'python3'], 'npm error code EACCES\nnpm error syscall mkdir', /^This directory cannot be written/],
    ['a lock file that does not fit', ['c++', 'make', 'python3'], 'npm error code EUSAGE\nnpm error Missing: a@1 from lock file', /^package-lock.json does not fit/],
    ['an unknown reason', ['c++', 'make', 'python3'], 'npm error a strange thing', /^The packages cannot be installed.*a strange thing/],
  ])('%s', (_, tools, output, sentence) => {
    for (const name of tools) tool(name, 'exit 0');
    tool('npm', `echo '${output}' >&2; exit 1`);
    const { status, said } = start();
    expect(status).toBe(1);
    expect(said).toMatch(sentence);
    expect(said.split('\n')).toHaveLength(1);
  });

  test('no npm', () => {
    expect(start().said).toMatch(/^npm is missing/);
  });

  test('a used port, before anything is installed', async () => {
    tool('npm', ': >"$TMPDIR/installed"');
    const server = createServer();
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)));
    const { status, said } = start({ PORT: String(port) });
    server.close();
    expect(existsSync(path.join(clone, 'installed'))).toBe(false);
    expect([status, said]).toEqual([1, `Port ${port} of 127.0.0.1 is used by another program. Stop it, or set PORT to another number, such as ${port + 1}, and start again.`]);
  });

  test.each([['./data', {}], ['./mine', { DATA_DIR: './mine' }]])('the data directory %s that others can read, before anything is installed, in the words of the console', (place, environment) => {
    tool('npm', ': >"$TMPDIR/installed"');
    const directory = path.join(realpathSync(clone), place);
    mkdirSync(directory);
    chmodSync(directory, 0o750);
    const { status, said } = start(environment);
    expect([status, existsSync(path.join(clone, 'installed'))]).toEqual([1, false]);
    let refusal: unknown;
    try {
      takeDataDirectory(directory);
    } catch (error) {
      refusal = error;
    }
    const { message, remedy } = refusal as GroundcrewError;
    expect(said).toBe(`${message} ${remedy}`);
    chmodSync(directory, 0o700);
    start(environment);
    expect(existsSync(path.join(clone, 'installed'))).toBe(true);
  });

  test('an old Node', () => {
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', `Object.defineProperty(process.versions, 'node', { value: '18.20.4' }); (await import(${JSON.stringify(path.resolve('scripts/start/install.mjs'))})).checkNode();`], { encoding: 'utf8' });
    expect([done.status, done.stderr]).toEqual([1, expect.stringMatching(/^This is Node 18\.20\.4; Groundcrew needs 20\.19 or newer\./)]);
  });
});
