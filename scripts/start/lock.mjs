import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive, markOf, pidIn } from './process-mark.mjs';

/** Two starts at once must not install and build over each other: the second waits for the first. */
export async function withLock(root, work) {
  const file = path.join(os.tmpdir(), `groundcrew-build-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.pid`);
  for (let told = false; !take(file); ) {
    if (!told) console.log('Another start is installing or building here; waiting for it.');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    const mark = markOf(process.pid);
    fs.writeFileSync(file, mark, { flag: 'wx' });
    process.once('exit', () => readOr(file, '') === mark && fs.rmSync(file, { force: true }));
    return true;
  } catch {
    const holder = readOr(file, '');
    // Killed; or, when it names nobody for a while, killed or out of space before it had written its number.
    if (pidIn(holder) > 0 ? !isAlive(holder) : ageOf(file) > 5000) fs.rmSync(file, { force: true });
    return false;
  }
}

/** Milliseconds since the file was written; 0 when it is gone. */
function ageOf(file) {
  return Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}

function readOr(file, fallback) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return fallback;
  }
}
