import type { Proc } from '@/lib/facts/proc';
import type { Work } from '../../work';

/**
 * Writes down each boot of a server's machine once. It began between the last contact and now, whatever the server's own clock says.
 * `lastContactAt` ISO 8601, `now` milliseconds. Rejects when the store fails; it is then tried again with the next round.
 */
export function createBootNotes({ repositories }: Work, serverId: string): (boot: Proc['boot'], lastContactAt: string | null, now: number) => Promise<void> {
  let noted: string | null = null;
  return async (boot, lastContactAt, now) => {
    if (boot === undefined || boot.id === noted) return;
    const at = Math.min(Math.max(boot.at * 1000, lastContactAt === null ? 0 : Date.parse(lastContactAt)), now);
    await repositories.boots.note(serverId, boot.id, at);
    noted = boot.id;
  };
}
