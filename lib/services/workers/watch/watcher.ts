import type { HealthBrief } from '@/lib/contract/health';
import type { Server } from '@/lib/contract/server';
import { seconds } from '@/lib/core/units';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from '../../work';
import type { Watcher } from '../watch-types';
import { isAnswered, toBrief, toHealth, unwatched } from './health-view';
import { createHistoryWriter } from './history-writer';
import { createKeeper } from './keeper';
import { createMemory } from './memory';
import { allProbes } from './reach-probes';
import { startServerWatch, type ServerWatch } from './server-watch';
import { tendHistory } from './tend-history';
import { createTurns } from './turns';

/** ClearML was installed: there is something to watch. */
const watchedStates: readonly Server['state'][] = ['installed', 'attention'];
/** Servers begin one after the other, within one cadence. */
const between = 50;
const longestFirst = seconds(25);
/** A connection that is being opened can't be stopped; what it brings is not waited for longer. */
const patience = seconds(3);

export function createWatcher(getWork: () => Work): Watcher {
  const watches = new Map<string, ServerWatch>();
  /** Judging dozens of findings of each server is most of what a list of hundreds costs. */
  const briefs = new WeakMap<ServerWatch, ReturnType<typeof toBrief> & { readonly at: number }>();
  const history = createHistoryWriter(getWork);
  const turn = createTurns();
  const keeper = createKeeper(getWork, (watch) => toHealth({ ...seen(watch), alerts: watch.alerts() }), (watch) => briefOf(watch));
  const stopped = new AbortController();
  let tending: Promise<void> = Promise.resolve();
  /** Of each server one after the other, so that two changes at once do not begin it twice. */
  const changing = new Map<string, Promise<void>>();

  const isWatched = async (server: ServerRecord | null): Promise<boolean> => server !== null && getWork().guide.probes.length > 0 && watchedStates.includes(server.state) && (await getWork().repositories.watches.get(server.id)).isOn;

  async function begin(server: ServerRecord, first: number): Promise<void> {
    const work = getWork();
    const memory = createMemory(allProbes(work.guide), await work.repositories.healths.get(server.id));
    if (stopped.signal.aborted) return;
    watches.set(server.id, startServerWatch({ work, serverId: server.id, name: server.name, memory, history, turn, first, onRound }));
  }

  function onRound(watch: ServerWatch, isOther: boolean): void {
    briefs.delete(watch);
    if (watches.get(watch.serverId) === watch) keeper.take(watch, isOther);
  }

  async function soon(done: Promise<unknown>): Promise<void> {
    const isDone = new AbortController();
    await Promise.race([done.finally(() => isDone.abort()), getWork().resources.clock.sleep(patience, isDone.signal)]);
  }

  async function end(serverId: string): Promise<void> {
    const watch = watches.get(serverId);
    if (watch === undefined) return;
    watches.delete(serverId);
    watch.stop();
    await soon(watch.done);
    await getWork().alerts.forget(serverId);
  }

  async function change(serverId: string): Promise<void> {
    const work = getWork();
    const server = await work.repositories.servers.byId(serverId);
    const watch = watches.get(serverId);
    if (server !== null && (await isWatched(server))) return watch ? watch.refresh() : begin(server, 0);
    await end(serverId);
    // Another machine, or none: what was found does not hold for it.
    if (server === null || server.state === 'new') await forget(serverId);
    else if (!(await work.repositories.watches.get(serverId)).isOn) await work.alerts.forget(serverId);
  }

  async function forget(serverId: string): Promise<void> {
    await end(serverId);
    await getWork().alerts.forget(serverId);
    await keeper.forget(serverId);
    await getWork().repositories.healths.remove(serverId);
    await getWork().repositories.history.clear(serverId);
    await getWork().repositories.boots.clear(serverId);
  }

  const inTurn = (serverId: string, task: () => Promise<void>): Promise<void> => {
    const mine = (changing.get(serverId) ?? Promise.resolve()).then(() => (stopped.signal.aborted ? undefined : task()));
    const settled = mine.catch(() => undefined).then(() => void (changing.get(serverId) === settled && changing.delete(serverId)));
    changing.set(serverId, settled);
    return mine;
  };

  const seen = (watch: ServerWatch) => ({ name: watch.name(), memory: watch.memory, probes: getWork().guide.probes, forecasts: watch.forecasts(), historyPaused: history.paused(), now: getWork().resources.clock.now() });
  const briefOf = (watch: ServerWatch): HealthBrief => {
    const now = getWork().resources.clock.now();
    const known = briefs.get(watch);
    if (known !== undefined && now >= known.at && now <= known.until) return known.brief;
    const judged = toBrief({ ...seen(watch), alerts: watch.alerts() });
    briefs.set(watch, { ...judged, at: now });
    return judged.brief;
  };

  const watcher: Watcher = {
    async start() {
      const all = await getWork().repositories.servers.list();
      const watched = (await Promise.all(all.map(async (server) => ((await isWatched(server)) ? [server] : [])))).flat();
      const step = Math.min(between, longestFirst / Math.max(watched.length, 1));
      for (const [index, server] of watched.entries()) await begin(server, index * step);
      tending = tendHistory(getWork(), history, () => [...watches.keys()], stopped.signal);
    },
    refresh: (serverId) => inTurn(serverId, () => change(serverId)),
    forget: (serverId) => inTurn(serverId, () => forget(serverId)),
    askNow: async (serverId, only) => watches.get(serverId)?.ask(only),
    async health(serverId) {
      const work = getWork();
      const watch = watches.get(serverId);
      if (watch) return toHealth({ ...seen(watch), alerts: await work.alerts.open(serverId) });
      const server = await work.repositories.servers.byId(serverId);
      const { isOn } = await work.repositories.watches.get(serverId);
      const stored = await work.repositories.healths.get(serverId);
      return unwatched(server?.name ?? '', isOn ? 'ClearML was not installed on it yet, so it is not watched.' : 'Watching is switched off for it.', stored?.lastContactAt ?? null);
    },
    cadences: async (serverId) => watches.get(serverId)?.memory.figures() ?? (await getWork().repositories.healths.get(serverId))?.figures ?? [],
    brief: (serverId) => {
      const watch = watches.get(serverId);
      return watch ? briefOf(watch) : null;
    },
    isAnswered(serverId, check) {
      const watch = watches.get(serverId);
      return watch === undefined || isAnswered(watch.memory, check, getWork().resources.clock.now());
    },
    async stop() {
      stopped.abort();
      await Promise.all(changing.values());
      const all = [...watches.values()];
      for (const watch of all) watch.stop();
      await soon(Promise.all([tending, ...all.map(({ done }) => done)]));
      watches.clear();
      await keeper.close(all);
    },
  };
  return watcher;
}

