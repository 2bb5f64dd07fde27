import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { expect, test, vi } from 'vitest';
import { isAlive, markOf, pidIn } from '../../scripts/start/process-mark.mjs';

test('a mark is of one process: not of another that was given its number, and of none that has ended', async () => {
  const child = spawn('cat');
  await once(child, 'spawn');
  const [pid, mark] = [child.pid!, markOf(child.pid!)];
  expect([pidIn(mark), isAlive(mark)]).toEqual([pid, true]);
  if (process.platform === 'linux') expect(isAlive(`${pid} ${Number(mark.split(' ')[1]) - 1}`)).toBe(false);
  // As an earlier version, or a system that tells no more, wrote it.
  expect(isAlive(String(pid))).toBe(true);
  child.stdin.end();
  await once(child, 'exit');
  expect([isAlive(mark), isAlive(String(pid))]).toEqual([false, false]);
  expect(pidIn('')).toBe(0);
});

test('where another user\'s /proc can not be read, a lock is held as long as a process has its number', () => {
  const hidden = vi.spyOn(fs, 'readFileSync').mockImplementation(() => {
    throw Object.assign(new Error('hidden'), { code: 'ENOENT' });
  });
  try {
    expect(isAlive(`${process.pid} 4711`)).toBe(true);
  } finally {
    hidden.mockRestore();
  }
});
