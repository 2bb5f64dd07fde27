import type { Clock } from '@/lib/core/clock';
import type { DecodedLine } from '@/lib/shell/decode';

export interface LogBatches {
  /** Takes lines in; waits while a full batch is being committed. */
  add(lines: readonly DecodedLine[]): Promise<void>;
  /** Commits what is left. */
  flush(): Promise<void>;
}

const mostBytes = 64 * 1024;
const longestWait = 100;

/**
 * Collects lines and commits them at most 100 ms or 64 KB later, one batch after the other, so that a line costs no
 * transaction of its own (design.md §4.4). A failed commit is told by the next call.
 * @param commit gets the texts and the log's offset behind the last of them
 */
export function createLogBatches(clock: Clock, commit: (texts: string[], offset: number) => Promise<void>): LogBatches {
  let texts: string[] = [];
  let bytes = 0;
  let end = 0;
  let timer: AbortController | null = null;
  let writing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    timer?.abort();
    timer = null;
    if (texts.length === 0) return writing;
    const [batch, offset] = [texts, end];
    texts = [];
    bytes = 0;
    writing = writing.then(() => commit(batch, offset));
    writing.catch(() => undefined); // told by whoever calls next
    return writing;
  }

  return {
    flush,
    async add(lines) {
      for (const { text, end: offset } of lines) {
        texts.push(text);
        bytes += text.length;
        end = offset;
      }
      if (bytes >= mostBytes) return flush();
      if (texts.length > 0 && timer === null) {
        const mine = (timer = new AbortController());
        void clock.sleep(longestWait, mine.signal).then(() => {
          if (timer === mine) void flush().catch(() => undefined);
        });
      }
    },
  };
}
