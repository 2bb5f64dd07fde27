import type { ServerLock } from '@/lib/shell/host';
import { readScript } from '@/lib/shell/read-script';
import { fail } from './failures';
import type { Link } from './link';
import { runProgram } from './run-program';

/** Takes the lock, or says who holds it; `holder` null when its note can't be read. Taking it again for the same run is fine. */
export async function takeLock(link: Link, lock: ServerLock): Promise<{ taken: true } | { taken: false; holder: ServerLock | null }> {
  const said = await call(link, ['take', lock.run, JSON.stringify(lock)]);
  if (said === 'taken') return { taken: true };
  if (!said.startsWith('held')) throw fail('remote.garbled', link.profile, { detail: said });
  return { taken: false, holder: parse(said.slice('held'.length)) };
}

/** Releases the lock of `run`; without effect when another run holds it. */
export async function releaseLock(link: Link, run: string): Promise<void> {
  await call(link, ['release', run]);
}

/** Who holds the lock now; null when nobody does. */
export async function lockHolder(link: Link): Promise<ServerLock | null> {
  return parse(await call(link, ['show']));
}

/** Removes the lock of `run`. @throws GroundcrewError `lock.busy` while an attempt runs, `lock.other` when another run holds it */
export async function breakLock(link: Link, run: string): Promise<void> {
  const said = await call(link, ['break', run]);
  if (said === 'busy') throw fail('lock.busy', link.profile);
  if (said.startsWith('held')) throw fail('lock.other', link.profile, { extra: describeHolder(said.slice('held'.length)) });
}

/** What the holder's note says of who and why; empty when it can't be read. */
export function describeHolder(text: string): string {
  const holder = parse(text);
  return holder === null ? '' : `${holder.console}, ${holder.why}`;
}

async function call(link: Link, parameters: string[]): Promise<string> {
  const result = await runProgram(link, { as: 'root', text: readScript('ssh/lock.sh'), parameters, timeout: 20_000 });
  if (result.exitCode !== 0) throw fail('attempt.not-started', link.profile, { extra: result.stderr.toString('utf8'), detail: result.stderr.toString('utf8') });
  return result.stdout.toString('utf8').trim();
}

/** What another console wrote is not believed to have the right shape. */
function parse(text: string): ServerLock | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const field = (name: keyof ServerLock): string => {
      const found = (value as Record<string, unknown>)[name];
      return typeof found === 'string' ? found.slice(0, 500) : 'unknown';
    };
    return { console: field('console'), run: field('run'), actor: field('actor'), why: field('why'), since: field('since') };
  } catch {
    return null;
  }
}
