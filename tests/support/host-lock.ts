import { mkdirSync, openSync, closeSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isAlive, markOf, pidIn } from '../../scripts/start/process-mark.mjs';

const folder = process.env.GROUNDCREW_HOST_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'groundcrew-host');
const patience = 45 * 60_000;

/** `shared`: servers that set the machine's kernel; `own`: those with settings of their own, one test process of each kind at a time. */
export type Kernel = 'shared' | 'own';

/**
 * One test process at a time: kernel settings belong to the whole machine, and a boot of any server resets them for all,
 * unless it has its own. Waits for the holder to end; the lock of a process that is gone is taken over. Held until this process ends.
 */
export async function lockTestHosts(kernel: Kernel): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, kernel === 'own' ? 'in-use-beside' : 'in-use');
  for (const end = Date.now() + patience; ; ) {
    if (take(file)) return;
    if (Date.now() > end) throw new Error(`The test hosts are in use by process ${holder(file)} for longer than 45 minutes (${file}).`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, markOf(process.pid));
    closeSync(handle);
    process.once('exit', () => rmSync(file, { force: true }));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const mark = holder(file);
    if (mark === markOf(process.pid)) return true;
    if (pidIn(mark) > 0 && !isAlive(mark)) rmSync(file, { force: true });
    return false;
  }
}

function holder(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
