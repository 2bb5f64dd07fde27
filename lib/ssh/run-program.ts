import type { ClientChannel } from 'ssh2';
import { openShell } from './become';
import { fail } from './failures';
import type { Link } from './link';
import { program } from './program';

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

interface Options {
  readonly as: 'root' | 'login';
  readonly text: string;
  readonly parameters?: readonly string[];
  /** Milliseconds for the whole program; none for one that streams. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Bytes of standard output and of errors that can be meant; more is no answer to what was asked. */
  readonly most?: { readonly stdout?: number; readonly stderr?: number };
  /** Standard input stays open as long as the answer is wanted: by its end the program can tell that nobody listens any more. */
  readonly isInputKept?: boolean;
  /** Takes standard output as it comes instead of collecting it; the next chunk waits for its promise, which must settle once `signal` is aborted. */
  readonly onStdout?: (chunk: Buffer) => void | Promise<void>;
}

/** What a program of ours says at most, unless it is asked for more. */
const usual = 1e6;

/**
 * Runs one script over the kept connection and waits for its end.
 * @throws GroundcrewError `connection.lost`, `remote.timed-out`, `remote.garbled` (it says more than can be meant), `aborted`, and those of `openShell`
 */
export async function runProgram(link: Link, options: Options): Promise<ProgramResult> {
  const channel = await openShell(link, options.as);
  const done = new AbortController();
  const stdout = new Collected(options.most?.stdout ?? usual);
  const stderr = new Collected(options.most?.stderr ?? usual);
  let exitCode: number | null = null;
  let isGivenUp = false;
  const ended = new Promise<void>((resolve, reject) => {
    const giveUp = (error: Error) => {
      isGivenUp = true;
      channel.close();
      reject(error);
    };
    const stop = link.onEnd(giveUp);
    done.signal.addEventListener('abort', stop);
    channel.once('exit', (code: number | null) => (exitCode = code));
    const collect = (into: Collected) => (chunk: Buffer) => void (into.add(chunk) || giveUp(fail('remote.garbled', link.profile)));
    channel.stderr.on('data', collect(stderr));
    const onAbort = () => giveUp(fail('aborted', link.profile));
    options.signal?.addEventListener('abort', onAbort);
    done.signal.addEventListener('abort', () => options.signal?.removeEventListener('abort', onAbort));
    if (options.timeout !== undefined) {
      void link.clock.sleep(options.timeout, done.signal).then(() => done.signal.aborted || giveUp(fail('remote.timed-out', link.profile)));
    }
    const take = options.onStdout ?? collect(stdout);
    const takeWhileWanted = async (chunk: Buffer) => {
      if (!isGivenUp) await take(chunk);
    };
    read(channel, (chunk) => takeWhileWanted(chunk).catch(giveUp)).then(resolve, giveUp);
    if (options.signal?.aborted) onAbort();
  });
  ended.catch(() => undefined);
  const text = program(options.text, options.parameters);
  if (options.isInputKept) channel.write(text);
  else channel.end(text);
  try {
    await ended;
  } finally {
    done.abort();
  }
  return { exitCode, stdout: stdout.whole(), stderr: stderr.whole() };
}

class Collected {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(private readonly most: number) {}

  /** False: that was too much, and nothing more is kept. */
  add(chunk: Buffer): boolean {
    this.#size += chunk.length;
    if (this.#size > this.most) return false;
    this.#chunks.push(chunk);
    return true;
  }

  whole(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** Hands out chunks one after the other, until the channel is closed. To its end even where nobody wants them any more: ssh2 tells no channel's end, and the link frees none, while something of it is unread. */
async function read(channel: ClientChannel, take: (chunk: Buffer) => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => channel.once('close', resolve));
  for await (const chunk of channel) await take(chunk as Buffer);
  await closed;
}
