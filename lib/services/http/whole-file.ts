import type { ServerResponse } from 'node:http';
import type { Clock } from '@/lib/core/clock';
import { GroundcrewError } from '@/lib/core/errors';
import { minutes } from '@/lib/core/units';

/** Somebody who takes nothing for so long holds a program on the server for nobody. */
const longestPause = minutes(10);

/**
 * Answers with a file whose size is known and whose content comes in pieces, so that it is never taken for whole where it is not: the last piece is
 * held back until `end`, and what is `cut` lacks bytes of its content-length. No more than a piece is kept in memory.
 */
export class WholeFile {
  #left: number;
  #held: Buffer | null = null;

  constructor(private readonly response: ServerResponse, bytes: number, private readonly headers: Readonly<Record<string, string>>, private readonly clock: Clock) {
    this.#left = bytes;
    this.headers = { ...headers, 'content-length': String(bytes) };
  }

  /** Resolves once the browser takes more, or is gone. Rejects with GroundcrewError `remote` at more than was to come. */
  async take(piece: Buffer): Promise<void> {
    this.#left -= piece.length;
    if (this.#left < 0) throw strange();
    const before = this.#held;
    this.#held = piece;
    if (before === null || this.response.destroyed) return;
    this.#begin();
    if (!this.response.write(before)) await this.#drained();
  }

  /** Rejects with GroundcrewError `remote` where less came than was to come. */
  end(): void {
    if (this.#left !== 0) throw strange();
    this.#begin();
    this.response.end(this.#held ?? undefined);
  }

  /** True: nothing of it was sent, so that something else can be answered. */
  cut(): boolean {
    if (!this.response.headersSent && !this.response.destroyed) return true;
    this.response.destroy();
    return false;
  }

  #begin(): void {
    if (!this.response.headersSent) this.response.writeHead(200, this.headers);
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const over = new AbortController();
      const done = () => {
        this.response.off('drain', done).off('close', done);
        over.abort();
        resolve();
      };
      this.response.on('drain', done).on('close', done);
      void this.clock.sleep(longestPause, over.signal).then(() => over.signal.aborted || this.response.destroy());
    });
  }
}

const strange = () => new GroundcrewError({ code: 'remote', reason: 'restore.other-size', message: 'restic gave another number of bytes than this file has in the backup.', remedy: 'Check the backup by a restore drill, and try again.' });
