import type { Alert } from '@/lib/contract/alert';
import type { Forecast } from '@/lib/contract/health';
import { minutes, seconds } from '@/lib/core/units';
import type { GroundcrewError } from '@/lib/core/errors';
import { causesToAsk } from '@/lib/engine/alert-cause';
import { askedSoon } from '@/lib/engine/alert-recovery';
import type { Finding } from '@/lib/contract/finding';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from '../../work';
import { backoff } from '../connections';
import type { Observed } from '../watch-types';
import { createBootNotes } from './boot-notes';
import { diskForecasts } from './disk-forecasts';
import type { HistoryWriter } from './history-writer';
import { factsOf, type Before } from './judge-probes';
import { startLane, type Lane, type Later } from './lane';
import type { Memory } from './memory';
import { reached, notReached, sudoWorks } from './reach-findings';
import { reachServer, reachSudo } from './reach-probes';
import { askRound, type Round } from './round';
import type { Turn } from './turns';
import { createWatchInputs, type WatchInputs } from './watch-inputs';

/** Asks one server's probes at their cadence until it is stopped. */
export interface ServerWatch {
  readonly serverId: string;
  readonly name: () => string;
  readonly memory: Memory;
  readonly forecasts: () => readonly Forecast[];
  /** Pending and firing ones, as of the last round. */
  readonly alerts: () => readonly Alert[];
  /** Settings, files or the profile changed: asks the quick probes anew. */
  refresh(): void;
  ask(only?: readonly string[]): Promise<void>;
  stop(): void;
  readonly done: Promise<void>;
}

interface Options {
  readonly work: Work;
  readonly serverId: string;
  readonly name: string;
  readonly memory: Memory;
  readonly history: HistoryWriter;
  /** Shared with the other servers. */
  readonly turn: Turn;
  /** Milliseconds until the first asking, so that servers do not beat together. */
  readonly first: number;
  /** After each round; `isOther`: an outcome is another than before. */
  readonly onRound: (watch: ServerWatch, isOther: boolean) => void;
}

const forecastEvery = minutes(10);
const restAfterMistake = seconds(5);

export function startServerWatch({ work, serverId, name, memory, history, turn, first, onRound }: Options): ServerWatch {
  const { clock, random, log } = work.resources;
  const stopped = new AbortController();
  const watchInputs = createWatchInputs(work, serverId);
  const probes = new Map(work.guide.probes.map((probe) => [probe.id, probe]));
  const noteBoot = createBootNotes(work, serverId);
  const before: Before = new Map();
  let known: WatchInputs | null = null;
  let refused: GroundcrewError | null = null;
  let failures = 0;
  let alerts: readonly Alert[] = [];
  let forecasts: readonly Forecast[] = [];
  let forecastAt: number | null = null;

  async function ask(ids: readonly string[], isQuick: boolean): Promise<Later | null> {
    try {
      try {
        known = await watchInputs.read();
      } catch (error) {
        keep(error);
      }
      if (known === null) return { ids, milliseconds: minutes(1) };
      const asked = ids.flatMap((id) => probes.get(id) ?? []);
      if (!isQuick && failures > 0) return { ids, milliseconds: seconds(10) };
      const round = await askRound(work, known, asked, { before, signal: stopped.signal, refused, turn });
      if (stopped.signal.aborted) return null;
      refused = round.sudo ?? refused;
      if (isQuick && round.isAnswered) failures = 0;
      if (isQuick && round.lost !== null) failures += 1;
      await take(known, round);
      sort(asked, round.slow, isQuick);
      return round.lost === null ? null : { ids: ids.filter((id) => !round.judged.some(({ probe }) => probe.id === id)), milliseconds: waitAfter(round.lost) };
    } catch (error) {
      // Whatever it is, the next round is asked.
      log.error({ err: error, server: serverId }, 'a round of probes met an error of our own');
      return { ids, milliseconds: restAfterMistake };
    }
  }

  /** What only a person can mend is looked at again at the usual pace: the connection refuses it without a try. */
  const waitAfter = ({ code }: GroundcrewError): number => (code === 'unreachable' ? backoff(failures) * (0.75 + (random(1)[0] ?? 0) / 512) : reachServer.every);

  async function take({ server, inputs }: WatchInputs, round: Round): Promise<void> {
    await noteBoot(round.boot, memory.lastContactAt, round.at).catch(keep);
    if (round.isAnswered) memory.lastContactAt = new Date(round.at).toISOString();
    const observed: Observed[] = [];
    let isOther = false;
    const put = (probe: Probe<Inputs>, finding: Finding, isNote = false) => {
      const { watched, isOther: is } = memory.put(probe, finding, isNote);
      observed.push({ probe, finding: watched });
      isOther ||= is;
    };
    if (round.lost !== null) put(reachServer, notReached(round.lost, round.at));
    else if (round.isAnswered) put(reachServer, reached(round.at));
    if (round.isAnswered && round.sudo !== undefined) put({ ...reachSudo, explains: round.sudo === null ? [] : needSudo(inputs) }, sudoWorks(round.sudo, round.at));
    for (const { probe, finding, isNote } of round.judged) put(probe, finding, isNote);
    const measured = round.judged.flatMap(({ probe, figures }) => memory.measure(figures, probe.every, round.at));
    await history.add(serverId, round.at, measured.map(({ id, value }) => ({ figure: id, value })));
    await look(inputs).catch(keep);
    await tellAlerts(server, observed, round.at, round.lost !== null).catch(keep);
    onRound(watch, isOther);
  }

  async function tellAlerts(server: ServerRecord, observed: readonly Observed[], at: number, isLost: boolean): Promise<void> {
    await work.alerts.observe(server, observed, at);
    alerts = await work.alerts.open(serverId);
    const asked = new Set(observed.map(({ probe }) => probe.id));
    for (const { check, milliseconds } of askedSoon(alerts, at)) if (asked.has(check)) (isApart(check) ? apart : quick).between(check, milliseconds);
    const waiting = alerts.filter(({ state }) => state === 'pending');
    // Of a server that is well nothing waits, in nearly every round.
    // Nor does a server that is gone answer: it was asked again and again, as fast as it refused.
    if (waiting.length === 0 || isLost) return;
    const mayExplain = [...probes.values()].flatMap(({ id, explains = [] }) => (explains.length === 0 ? [] : [{ check: id, explains, askedAt: memory.finding(id)?.askedAt ?? null }]));
    for (const check of causesToAsk(waiting, mayExplain)) (isApart(check) ? apart : quick).between(check, 0);
  }

  /** The store failed (a full disk): probing goes on with what is known. */
  function keep(error: unknown): void {
    if (!stopped.signal.aborted) log.error({ err: error, server: serverId }, 'what the probes need or found could not be read or stored');
  }

  const needSudo = (inputs: Inputs) => work.guide.probes.filter((probe) => factsOf(probe, inputs, keep).some((fact) => fact.from === 'server' && fact.command.as === 'root')).map(({ id }) => id);

  async function look({ layout }: Inputs): Promise<void> {
    const now = clock.now();
    if (forecastAt !== null && now >= forecastAt && now - forecastAt < forecastEvery) return;
    forecastAt = now;
    forecasts = await diskForecasts(work, serverId, layout);
  }

  /** One that takes too long is asked apart from the others, until it answers in time again. */
  function sort(asked: readonly Probe<Inputs>[], slow: readonly Probe<Inputs>[], isQuick: boolean): void {
    for (const probe of asked) {
      const isSlow = slow.includes(probe);
      if (probe.slow === true || isSlow !== isQuick) continue;
      const [from, to]: readonly [Lane, Lane] = isQuick ? [quick, apart] : [apart, quick];
      from.remove(probe.id);
      if (isSlow) to.add(probe.id, probe.every, probe.every);
      else to.join(probe.id, probe.every);
      aside[isSlow ? 'add' : 'delete'](probe.id);
    }
  }

  const aside = new Set<string>();
  const isApart = (id: string) => aside.has(id) || probes.get(id)?.slow === true;
  const { signal } = stopped;
  const quick = startLane({ clock, signal, oneByOne: false, ask: (ids) => ask(ids, true) });
  const apart = startLane({ clock, signal, oneByOne: true, ask: (ids) => ask(ids, false) });
  /** Once, so that what is asked seldom goes along in one round trip. */
  const part = (random(1)[0] ?? 0) / 256;
  for (const probe of probes.values()) (probe.slow ? apart : quick).add(probe.id, probe.every, first + rest(probe), second(probe));

  /** A restarted console does not ask anew what it knows well enough. */
  function rest({ id, every }: Probe<Inputs>): number {
    const askedAt = memory.finding(id)?.askedAt ?? null;
    const age = askedAt === null ? every : clock.now() - Date.parse(askedAt);
    return every > minutes(10) && age >= 0 && age < every ? every - age : 0;
  }

  /** All is asked at first; then what is asked seldom comes at another time than that of other servers, so that they do not beat together. */
  function second({ every }: Probe<Inputs>): number {
    return Math.min(every, (1 + Math.floor((part * every) / reachServer.every)) * reachServer.every);
  }

  const forgive = () => {
    refused = null;
    watchInputs.forget();
  };
  const watch: ServerWatch = {
    serverId,
    name: () => known?.server.name ?? name,
    memory,
    forecasts: () => forecasts,
    alerts: () => alerts,
    refresh() {
      forgive();
      void quick.ask([...probes.keys()].filter((id) => !isApart(id)));
    },
    async ask(only) {
      forgive();
      const ids = [...probes.keys()].filter((id) => only?.includes(id) ?? !isApart(id));
      await quick.ask(ids.filter((id) => !isApart(id)));
      await apart.ask(ids.filter(isApart));
    },
    stop: () => stopped.abort(),
    done: Promise.all([quick.done, apart.done]).then(() => undefined),
  };
  return watch;
}
