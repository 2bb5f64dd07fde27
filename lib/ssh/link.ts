import type { Client, ClientChannel } from 'ssh2';
import type { Clock } from '@/lib/core/clock';
import { fail } from './failures';
import type { SshProfile } from './profile';

/**
 * sshd allows 10 sessions on a connection unless told otherwise (MaxSessions). It forgets a closed one only after it has
 * read all that came with the close, so a slot that is used again at once may count twice there for a moment.
 */
const maxChannels = 5;

/** One kept connection: gives out channels, knows when it is dead, and what sudo said. */
export class Link {
  #error: Error | null = null;
  #free = maxChannels;
  readonly #waiting: (() => void)[] = [];
  readonly #onEnd = new Set<(error: Error) => void>();
  /** Settled by the first use of sudo; a refused password is never sent a second time. */
  sudo: Promise<void> | null = null;

  constructor(readonly client: Client, readonly profile: SshProfile, readonly clock: Clock) {
    const end = () => this.#end(fail('connection.lost', profile));
    client.on('error', end).on('close', end).on('end', end);
  }

  get isOpen(): boolean {
    return this.#error === null;
  }

  /** Opens a session with a plain shell that reads its script from standard input. At most `maxChannels` at a time; the others wait. */
  async channel(): Promise<ClientChannel> {
    await this.#slot();
    return new Promise<ClientChannel>((resolve, reject) => {
      const giveUp = (error: Error) => {
        this.#release();
        reject(error);
      };
      if (this.#error) return giveUp(this.#error);
      const stop = this.onEnd(giveUp);
      try {
        // The whole command line: a constant, so that no login shell can misread it.
        this.client.exec('exec /bin/sh', (error, channel) => {
          stop();
          if (error) return giveUp(this.#error ?? fail('connection.no-channel', this.profile, { detail: error.message }));
          channel.once('close', () => this.#release());
          resolve(channel);
        });
      } catch (error) {
        // ssh2 throws where its socket has died and has not said so yet.
        this.#end(fail('connection.lost', this.profile, { cause: error }));
      }
    });
  }

  /** Calls back once when the connection ends (at once if it has). Returns how to stop listening. */
  onEnd(callback: (error: Error) => void): () => void {
    if (this.#error) callback(this.#error);
    else this.#onEnd.add(callback);
    return () => this.#onEnd.delete(callback);
  }

  close(): void {
    this.client.end();
    this.#end(fail('connection.lost', this.profile));
  }

  #end(error: Error): void {
    if (this.#error) return;
    this.#error = error;
    for (const callback of this.#onEnd) callback(error);
    this.#onEnd.clear();
    for (const go of this.#waiting.splice(0)) go();
    this.client.destroy();
  }

  async #slot(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
