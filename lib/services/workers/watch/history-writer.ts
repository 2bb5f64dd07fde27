import { seconds } from '@/lib/core/units';
import { heldFrom, secondsKept } from '@/lib/engine/retention';
import { rollFrom, longStep, shortStep } from '@/lib/engine/rollup';
import type { Value } from '@/lib/store/repositories/history';
import { readKept } from '../../history-settings';
import type { Work } from '../../work';

/** Keeps what was measured. It never rejects: what can't be written is left out, and it says why. */
export interface HistoryWriter {
  /** `at` in milliseconds. */
  add(serverId: string, at: number, values: readonly Value[]): Promise<void>;
  /** Why history is not written just now; null when it is. */
  paused(): string | null;
  rollUp(serverId: string): Promise<void>;
  /** Removes what is older than it is kept. */
  prune(): Promise<void>;
}

const tries = 4;
const restAfterFailure = seconds(30);

export function createHistoryWriter(getWork: () => Work): HistoryWriter {
  let pause: { readonly why: string; readonly at: number } | null = null;
  /** The earliest second that was written of a server since its values were rolled up. */
  const written = new Map<string, number>();

  async function attempt(write: () => Promise<void>): Promise<void> {
    const { clock, log, environment } = getWork().resources;
    const rested = pause === null ? null : clock.now() - pause.at;
    if (rested !== null && rested >= 0 && rested < restAfterFailure) return;
    for (let left = tries; ; left--) {
      try {
        await write();
        pause = null;
        return;
      } catch (error) {
        if (isBusy(error) && left > 1) {
          await clock.sleep(200 * (tries - left + 1));
          continue;
        }
        if (/FOREIGN KEY|P2003/.test(String(error))) return; // the server was removed meanwhile
        if (pause === null) log.warn({ err: error }, 'history could not be written; probing goes on');
        pause = { why: reason(error, environment.dataDirectory), at: clock.now() };
        return;
      }
    }
  }

  return {
    async add(serverId, at, values) {
      const second = Math.floor(at / 1000);
      await attempt(async () => {
        await getWork().repositories.history.add(serverId, second, values);
        written.set(serverId, Math.min(written.get(serverId) ?? second, second));
      });
    },
    paused: () => pause?.why ?? null,
    async rollUp(serverId) {
      const { history, consoleSettings } = getWork().repositories;
      await attempt(async () => {
        const now = Math.floor(getWork().resources.clock.now() / 1000);
        const since = written.get(serverId) ?? null;
        const from = rollFrom({ newest: await history.newest(serverId, shortStep), written: since, held: heldFrom(await readKept(consoleSettings), now).raw });
        await history.rollUp(serverId, 'raw', shortStep, from);
        await history.rollUp(serverId, shortStep, longStep, Math.floor(from / longStep) * longStep);
        if (written.get(serverId) === since) written.delete(serverId);
      });
    },
    async prune() {
      const { history, consoleSettings } = getWork().repositories;
      const now = Math.floor(getWork().resources.clock.now() / 1000);
      await attempt(async () => {
        const { raw, short, long } = secondsKept(await readKept(consoleSettings));
        for (const [of, kept] of [['raw', raw], [shortStep, short], [longStep, long]] as const) await history.prune(of, now - kept);
      });
    },
  };
}

const isBusy = (error: unknown): boolean => /SQLITE_BUSY|database is locked|timed out|SocketTimeout/i.test(String(error));

function reason(error: unknown, directory: string): string {
  if (/SQLITE_FULL|database or disk is full|ENOSPC/.test(String(error))) return `The disk of the console is full, so history is not written. Free some space on the disk of ${directory}.`;
  if (isBusy(error)) return 'The database of the console is busy, so history is not written. Whatever else uses it must end first.';
  return "History could not be written; the console's log has the details.";
}
