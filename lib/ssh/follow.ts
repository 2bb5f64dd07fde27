import type { AttemptStatus } from '@/lib/shell/host';
import { readScript } from '@/lib/shell/read-script';
import { checked } from './detached';
import { fail } from './failures';
import type { Link } from './link';
import { runProgram } from './run-program';
import { parseStatus } from './status';

/** Characters: a frame's head is "data" and a number; the status is a few short lines. */
const mostHead = 64;
const mostStatus = 16_000;

type OnBytes = (chunk: Buffer, offset: number) => void | Promise<void>;

/**
 * Streams an attempt's raw log from byte `offset` until the attempt ended; each chunk waits for `onBytes`.
 * Where the log is shorter than `offset` it rejects `attempt.log-gone`. A cut connection rejects `connection.lost`; what was handed out until then counts.
 */
export async function follow(link: Link, attemptId: string, offset: number, onBytes: OnBytes, signal?: AbortSignal): Promise<AttemptStatus> {
  const frames = new Frames(offset, onBytes, () => fail('remote.garbled', link.profile));
  await runProgram(link, {
    as: 'root',
    text: `${readScript('ssh/status.sh')}\n${readScript('ssh/follow.sh')}`,
    parameters: [checked(attemptId), String(offset)],
    onStdout: (chunk) => frames.take(chunk),
    ...(signal ? { signal } : {}),
  });
  if (frames.isGone) throw fail('attempt.log-gone', link.profile);
  if (!link.isOpen || frames.status === null) throw fail('connection.lost', link.profile);
  return parseStatus(frames.status, link.profile);
}

/** Reads the frames of follow.sh; bytes of a frame are handed out as they come. */
class Frames {
  #pending: Buffer = Buffer.alloc(0);
  #left = 0;
  /** The status lines, once the end was announced. */
  status: string | null = null;
  isGone = false;

  constructor(private offset: number, private readonly onBytes: OnBytes, private readonly garbled: () => Error) {}

  async take(chunk: Buffer): Promise<void> {
    let rest = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    this.#pending = Buffer.alloc(0);
    while (rest.length > 0) {
      if (this.status !== null) {
        this.status += rest.toString('utf8');
        if (this.status.length > mostStatus) throw this.garbled();
        return;
      }
      if (this.#left > 0) {
        const part = rest.subarray(0, this.#left);
        rest = rest.subarray(part.length);
        this.#left -= part.length;
        const at = this.offset;
        this.offset += part.length;
        await this.onBytes(part, at);
        continue;
      }
      const newline = rest.indexOf(10);
      if (newline > mostHead || (newline === -1 && rest.length > mostHead)) throw this.garbled();
      if (newline === -1) {
        this.#pending = Buffer.from(rest);
        return;
      }
      this.#frame(rest.toString('latin1', 0, newline));
      rest = rest.subarray(newline + 1);
    }
  }

  #frame(head: string): void {
    const size = /^data (\d{1,9})$/.exec(head)?.[1];
    if (size !== undefined) this.#left = Number(size);
    else if (head === 'end') this.status = '';
    else if (head === 'gone') this.isGone = true;
  }
}
