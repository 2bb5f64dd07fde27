/** Does what takes the processor for milliseconds, one task after the other. */
export type Turn = <T>(task: () => T) => Promise<T>;

/**
 * Turns for many servers that share one thread: after each task all else that waits, such as a page, comes first. Without them the answers of
 * dozens of servers that arrive together are judged in one go, and a page waits a second for each of its own questions.
 */
export function createTurns(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const own = last.then(() => new Promise<void>((resolve) => void setImmediate(resolve))).then(task);
    last = own.catch(() => undefined);
    return own;
  };
}
