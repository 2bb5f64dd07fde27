import type { SFTPWrapper } from 'ssh2';
import { openLink, type ConnectOptions } from './connect';
import { fail } from './failures';
import type { Link } from './link';
import type { SshProfile } from './profile';
import { answered } from './sftp-answer';
import { filesOf } from './sftp-files';

interface Carried {
  readonly bytes: number;
  readonly sha256: string;
}

/** The files of an account by SFTP. Paths are the server's: absolute, or from where the account begins. Each rejects with a GroundcrewError of failures.ts. */
export interface Sftp {
  /** Of a link to a directory: the directory; any other link is "other". null: nothing has that name. */
  look(path: string): Promise<{ readonly kind: 'file' | 'directory' | 'other'; readonly bytes: number } | null>;
  /** Bytes that this account may still write there; null: the server does not say. */
  room(path: string): Promise<number | null>;
  /** Writes a new file for its owner alone, on the disk where the server can say so; a name that is taken is refused. What `content` throws is thrown. */
  create(path: string, content: AsyncIterable<Buffer>): Promise<Carried>;
  /** Reads so many bytes of a file, or all if it has fewer. */
  read(path: string, bytes: number): Promise<Carried>;
  /** OpenSSH refuses a name that is taken; look first. */
  rename(from: string, to: string): Promise<void>;
  /** Also where it is gone already. */
  remove(path: string): Promise<void>;
  close(): void;
}

/** Connects, by the pinned host key alone, and opens SFTP. @param options.signal ends the connection: what is under way rejects */
export async function openSftp(profile: SshProfile, { signal, ...options }: ConnectOptions & { readonly signal?: AbortSignal } = {}): Promise<Sftp> {
  const link = await unlessAborted(profile, openLink(profile, options), signal);
  const close = () => {
    signal?.removeEventListener('abort', close);
    link.close();
  };
  signal?.addEventListener('abort', close, { once: true });
  if (signal?.aborted) close();
  try {
    const channel = await answered<SFTPWrapper>(link, (done) => {
      link.client.sftp((error, opened) => {
        // A server that speaks no SFTP, or ends it: unheard, the one would end this console, and the other be waited for.
        if (!error) opened.on('error', close).on('close', close);
        done(error && fail('sftp.refused', profile, { extra: error.message, cause: error }), opened);
      });
    });
    return { ...filesOf(link, channel), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A host that does not answer is not waited for by a console that stops: what opens later is closed. */
async function unlessAborted(profile: SshProfile, opening: Promise<Link>, signal: AbortSignal | undefined): Promise<Link> {
  if (signal === undefined) return opening;
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(fail('aborted', profile));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([aborted, opening]);
  } catch (error) {
    void opening.then((link) => link.close(), () => undefined);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
