import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeDataDirectory } from '@/lib/store/data-directory';

let directory: string;
beforeEach(() => void (directory = path.join(mkdtempSync(path.join(tmpdir(), 'groundcrew-data-')), 'data')));
afterEach(() => rmSync(path.dirname(directory), { recursive: true, force: true }));

// What nobody refers to is closed sooner or later, as server.ts never lets it be.
const hold = `import { takeDataDirectory } from './lib/store/data-directory.ts'; globalThis.held = takeDataDirectory(process.env.HELD); console.log('held'); setInterval(() => {}, 1000);`;

test('a second console refuses and names the first one; a crash of the first frees the directory', async () => {
  const first = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', hold], { env: { ...process.env, HELD: directory }, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(first.stdout, 'data');
  expect(() => takeDataDirectory(directory)).toThrow(`Another console with the pid ${first.pid} already uses the data directory`);
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(readFileSync(path.join(directory, 'pid'), 'utf8').trim()).toBe(String(first.pid)); // left behind, and no hindrance
  takeDataDirectory(directory).release();
  expect(existsSync(path.join(directory, 'pid'))).toBe(false);
});

test('is for its owner alone, and one that is open to others is refused', () => {
  const taken = takeDataDirectory(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  taken.release();
  chmodSync(directory, 0o755);
  expect(() => takeDataDirectory(directory)).toThrow(/can be read by other users/);
});

test('a file in its place, or a directory that cannot be written, is said in a sentence', () => {
  writeFileSync(directory, '');
  expect(() => takeDataDirectory(directory)).toThrow(/is not a directory/);
  expect(() => takeDataDirectory(path.join(path.dirname(directory), 'x'.repeat(300)))).toThrow(/is too long/);
});

test.skipIf(!existsSync('/proc/self'))('a place that takes no directories is named, with what to do', () => {
  expect(() => takeDataDirectory('/proc/groundcrew/data')).toThrow(expect.objectContaining({
    message: 'The data directory /proc/groundcrew/data cannot be made: /proc takes no new directories.',
    remedy: expect.stringContaining('Set DATA_DIR to a directory on a disk') as string,
  }) as Error);
});
