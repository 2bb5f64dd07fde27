import fs from 'node:fs';

/**
 * Names a process for a lock file: its number and, on Linux, when it was started (ticks since boot). A number alone is given to another process, or to
 * a thread of one, once all have been used.
 * @returns {string} such as "4711 184467"; a number alone where the system tells no more
 */
export function markOf(pid) {
  return [pid, startedAt(pid)].filter((each) => each !== null).join(' ');
}

/** The number in a mark; 0: it holds none. */
export const pidIn = (mark) => Number(/^\d{1,9}/.exec(mark)?.[0] ?? 0);

/** Whether the process of a mark runs. */
export function isAlive(mark) {
  const pid = pidIn(mark);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  // One without a start was written where none could be told; and where /proc hides other users' processes (hidepid), none can be told now.
  return !mark.includes(' ') || startedAt(pid) === null || markOf(pid) === mark;
}

function startedAt(pid) {
  try {
    // Behind the name, which may hold anything, the 20th word (proc_pid_stat, starttime).
    return /^.*\)(?: \S+){19} (\d+)/s.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}
