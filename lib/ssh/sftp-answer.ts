import { isGroundcrewError } from '@/lib/core/errors';
import { minutes } from '@/lib/core/units';
import { fail } from './failures';
import type { Link } from './link';

export type Done<T> = (error: Error | null | undefined, value: T) => void;

/** A server whose disk hangs goes on answering as a connection does. */
const longest = minutes(1);

/** Asks once. Rejects when the connection ends, and after so many milliseconds without an answer, a minute unless told otherwise, which ends the connection. */
export async function answered<T>(link: Link, act: (done: Done<T>) => void, most = longest): Promise<T> {
  const settled = new AbortController();
  let stop: () => void = () => undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      stop = link.onEnd(reject);
      if (!link.isOpen) return;
      void link.clock.sleep(most, settled.signal).then(() => {
        if (settled.signal.aborted) return;
        reject(fail('remote.timed-out', link.profile));
        link.close();
      });
      // ssh2 throws where its socket has died and has not said so yet, and where the server lacks what is asked for.
      act((error, value) => (error ? reject(error) : resolve(value)));
    });
  } finally {
    settled.abort();
    stop();
  }
}

/** The statuses of SFTP (draft-ietf-secsh-filexfer-02, 7) that are told apart. */
export const status = { atEnd: 1, missing: 2, forbidden: 3, unsupported: 8 } as const;
/** null: it is no answer of the server. */
export function statusOf(error: unknown): number | null {
  const { code } = error as { code?: unknown };
  return typeof code === 'number' ? code : null;
}

/** What the operator is told of it. @param path what was asked for */
export function told(link: Link, path: string, error: unknown): Error {
  if (isGroundcrewError(error)) return error;
  const more = { extra: path, detail: error instanceof Error ? error.message : '', cause: error };
  switch (statusOf(error)) {
    case null: return fail('connection.lost', link.profile, more);
    case status.missing: return fail('sftp.missing', link.profile, more);
    case status.forbidden: return fail('sftp.forbidden', link.profile, more);
    default: return fail('sftp.failed', link.profile, more);
  }
}
