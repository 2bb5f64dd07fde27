import type { ClientChannel } from 'ssh2';
import { openShell } from './become';
import { fail } from './failures';
import type { Link } from './link';
import { program } from './program';

export interface ProgramResult {
  readonly exitCode: number | null;
  /** What came before `limit` bytes. */
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
  /** Takes standard output as it comes instead of collecting it; the next chunk waits for its promise. */
  readonly onStdout?: (chunk: Buffer) => void | Promise<void>;
}

/** Collected output of one program; each answer has a limit of its own on the server. */
const limit = 256e6;

/**
 * Runs one script over the kept connection and waits for its end.
 * @throws GroundcrewError `connection.lost`, `remote.timed-out`, `aborted`, and those of `openShell`
 */
export async function runProgram(link: Link, options: Options): Promise<ProgramResult> {
  const channel = await openShell(link, options.as);
  const done = new AbortController();
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let exitCode: number | null = null;
  const ended = new Promise<void>((resolve, reject) => {
    const giveUp = (error: Error) => {
      channel.close();
      reject(error);
    };
    const stop = link.onEnd(giveUp);
    done.signal.addEventListener('abort', stop);
    channel.once('exit', (code: number | null) => (exitCode = code));
    channel.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    if (options.signal?.aborted) return giveUp(fail('aborted', link.profile));
    const onAbort = () => giveUp(fail('aborted', link.profile));
    options.signal?.addEventListener('abort', onAbort);
    done.signal.addEventListener('abort', () => options.signal?.removeEventListener('abort', onAbort));
    if (options.timeout !== undefined) {
      void link.clock.sleep(options.timeout, done.signal).then(() => done.signal.aborted || giveUp(fail('remote.timed-out', link.profile)));
    }
    const take = options.onStdout ?? collector(stdout);
    read(channel, take).then(resolve, giveUp);
  });
  ended.catch(() => undefined);
  channel.end(program(options.text, options.parameters));
  try {
    await ended;
  } finally {
    done.abort();
  }
  return { exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
}

function collector(into: Buffer[]): (chunk: Buffer) => void {
  let size = 0;
  return (chunk) => {
    size += chunk.length;
    if (size <= limit) into.push(chunk);
  };
}

/** Hands out chunks one after the other, until the channel is closed. */
async function read(channel: ClientChannel, take: (chunk: Buffer) => void | Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => channel.once('close', resolve));
  for await (const chunk of channel) await take(chunk as Buffer);
  await closed;
}
