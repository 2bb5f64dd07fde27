import * as z from 'zod';
import type { ServerLock } from '@/lib/shell/host';
import { script } from '@/lib/shell/command';
import type { Work } from './work';

const shape = z.object({ console: z.string(), run: z.string(), actor: z.string(), why: z.string(), since: z.string() });

/** Who holds the lock on the server; null: nobody. What the server says is checked and shortened: it may be anything. */
export async function readLock(work: Work, serverId: string): Promise<ServerLock | null> {
  const [answer] = await work.connections.use(serverId, (host) => host.ask([script('ssh/lock.sh', ['show'], { effect: 'reads', why: 'Who changes the server now' })]));
  return parseLock(answer?.stdout ?? '');
}

/** Pure. A lock that can't be read is still a lock. */
export function parseLock(text: string): ServerLock | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'null') return null;
  const clean = (value: string) => value.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200);
  try {
    const lock = shape.parse(JSON.parse(trimmed));
    return { console: clean(lock.console), run: clean(lock.run), actor: clean(lock.actor), why: clean(lock.why), since: clean(lock.since) };
  } catch {
    return { console: 'unknown', run: 'unknown', actor: 'unknown', why: 'unknown', since: 'unknown' };
  }
}
