import { setMaxListeners } from 'node:events';
import type { Health, HealthBrief } from '@/lib/contract/health';
import { minutes, seconds } from '@/lib/core/units';
import { announceServer } from '../../announce';
import type { Work } from '../../work';
import type { ServerWatch } from './server-watch';

/** Stores what was found and tells the pages, not more often than they need it. */
export interface Keeper {
  /** After each round. */
  take(watch: ServerWatch, isOther: boolean): void;
  /** Resolves when nothing is being written for the server any more. */
  forget(serverId: string): Promise<void>;
  /** Stores what is not stored yet. */
  close(watches: readonly ServerWatch[]): Promise<void>;
}

/** A change is stored at once when the last storing is so long ago. */
const saveAtMost = seconds(30);
/** Without a change, so that a restarted console knows what was asked. */
const saveAtLeast = minutes(5);
const publishAtMost = seconds(1);
/** The fleet must see that the server still answers. */
const announceAtLeast = minutes(1);

interface Kept {
  savedAt: number;
  isDirty: boolean;
  isTelling: boolean;
  announcedAt: number;
  brief: string;
  work: Promise<void>;
}

export function createKeeper(getWork: () => Work, healthOf: (watch: ServerWatch) => Health, briefOf: (watch: ServerWatch) => HealthBrief): Keeper {
  const kept = new Map<string, Kept>();
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // each server may wait to be told of
  const of = (serverId: string): Kept => {
    const known = kept.get(serverId) ?? { savedAt: 0, isDirty: false, isTelling: false, announcedAt: 0, brief: '', work: Promise.resolve() };
    kept.set(serverId, known);
    return known;
  };
  const now = () => getWork().resources.clock.now();
  /** A clock that went back must not keep anything from being done. */
  const isDue = (last: number, after: number) => now() < last || now() - last >= after;

  const guarded = (serverId: string, what: string, task: () => Promise<void>) => {
    const state = of(serverId);
    state.work = state.work.then(task).catch((error: unknown) => getWork().resources.log.warn({ err: error, server: serverId }, what));
  };

  async function save(watch: ServerWatch): Promise<void> {
    const state = of(watch.serverId);
    state.savedAt = now();
    const before = state.isDirty;
    state.isDirty = false; // what comes while it is being written is stored by the next
    await getWork().repositories.healths.put(watch.serverId, watch.memory.record(), now()).catch((error: unknown) => {
      state.isDirty ||= before;
      throw error;
    });
  }

  async function tell(watch: ServerWatch): Promise<void> {
    const state = of(watch.serverId);
    await getWork().resources.clock.sleep(publishAtMost, closing.signal);
    state.isTelling = false;
    if (closing.signal.aborted) return;
    getWork().resources.events.publish({ type: 'health', server: watch.name(), health: () => healthOf(watch) });
    const { verdict, sentence, firing } = briefOf(watch);
    const brief = JSON.stringify([verdict, sentence, firing]);
    if (brief === state.brief && !isDue(state.announcedAt, announceAtLeast)) return;
    Object.assign(state, { brief, announcedAt: now() });
    await announceServer(getWork(), watch.serverId);
  }

  return {
    take(watch, isOther) {
      const state = of(watch.serverId);
      state.isDirty ||= isOther;
      if (isDue(state.savedAt, state.isDirty ? saveAtMost : saveAtLeast)) guarded(watch.serverId, 'what the probes found could not be stored', () => save(watch));
      if (state.isTelling) return;
      state.isTelling = true;
      guarded(watch.serverId, 'what the probes found could not be told', () => tell(watch));
    },
    async forget(serverId) {
      await kept.get(serverId)?.work;
      kept.delete(serverId);
    },
    async close(watches) {
      closing.abort();
      for (const watch of watches) if (of(watch.serverId).isDirty) guarded(watch.serverId, 'what the probes found could not be stored', () => save(watch));
      await Promise.all([...kept.values()].map(({ work }) => work));
    },
  };
}
