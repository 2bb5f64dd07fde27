import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { AlertRecord } from '@/lib/store/repositories/alerts';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { proposedRule } from '../../alert-rule';
import { viewAlert } from '../../alert-view';
import type { Work } from '../../work';
import { allProbes } from '../watch/reach-probes';
import type { Alerts, Observed } from '../watch-types';
import { foldCycle } from './fold-cycle';
import { lastMended } from './last-mended';
import { close, open, type Kept, type Open } from './record';
import { tellDue } from './tell-due';
import { messagesFor } from '../teller/messages';
import { noSilence, whySilenced } from './why-silenced';

const hour = 3_600_000;

/**
 * Keeps the alerts of each server. All that it knows lies in the database, and what is to be told is stored in the same
 * transaction as the alert: so a console that was killed goes on where it was, and tells nothing twice.
 */
export function createAlerts(work: () => Work): Alerts {
  const chains = new Map<string, Promise<unknown>>();
  /** Servers of which it is known that nothing is open: a cycle in which all is well costs nothing then. */
  const quiet = new Set<string>();
  const asked = new Map<string, Map<string, string>>();
  let observedAt: number | null = null;
  /** Of each server whose last cycle could not be stored: since when. */
  const failing = new Map<string, number>();

  /** One after the other for each server. */
  const inTurn = <T>(serverId: string, act: () => Promise<T>): Promise<T> => {
    const next = (chains.get(serverId) ?? Promise.resolve()).then(act, act);
    chains.set(serverId, next);
    void next.catch(() => undefined).finally(() => {
      if (chains.get(serverId) === next) chains.delete(serverId);
    });
    return next;
  };

  /** A finding that was there at the last cycle already, or that is too old to say anything, is no answer. */
  const isNew = (serverId: string, { finding }: Observed): boolean => {
    const times = asked.get(serverId) ?? new Map<string, string>();
    asked.set(serverId, times);
    if (finding.askedAt === null || finding.isStale || times.get(finding.id) === finding.askedAt) return false;
    times.set(finding.id, finding.askedAt);
    return true;
  };

  async function cycle(server: ServerRecord, all: readonly Observed[], at: number, probes: readonly Pick<Probe<Inputs>, 'id'>[]): Promise<void> {
    const { repositories, resources } = work();
    const observed = all.filter((each) => isNew(server.id, each));
    if (quiet.has(server.id) && observed.every(({ finding }) => finding.outcome === 'pass')) return;
    quiet.delete(server.id);
    const records = await repositories.alerts.open(server.id);
    const before = records.map((record) => [record, open(record)] as const);
    const owed = before.flatMap(([record, alert]) => (alert && record.state === 'resolved' ? [alert] : []));
    const rules = await repositories.rules.of(server.id);
    const folded = await foldCycle(before.flatMap(([record, alert]) => (alert && record.state !== 'resolved' ? [alert] : [])), {
      server, observed, at, rules,
      mendedAt: records.length === 0 ? null : await lastMended(repositories.runs, server.id),
      known: new Set(probes.map(({ id }) => id)),
      newId: () => newId(resources.random),
      earlier: async (check) => (JSON.parse((await repositories.alerts.memoryBefore(server.id, check, at - hour)) ?? '{}') as Partial<Kept>).changes ?? [],
    });
    const silences = folded.open.length + owed.length === 0 || probes.length === 0 ? noSilence : await whySilenced(work(), server, at);
    const { due, alerts } = tellDue([...owed, ...folded.open], silences, (check) => (rules.get(check) ?? proposedRule({ afterMinutes: 0 })).repeatMinutes, at);
    await store(server, records, alerts, folded.gone, await messagesFor(work(), server, due, at), at);
    if (alerts.every(({ fold, record }) => fold.state === 'resolved' && record.silencedBy === null)) quiet.add(server.id);
  }

  async function store(server: ServerRecord, before: readonly AlertRecord[], alerts: readonly Open[], gone: readonly Open[], { deliveries, drop }: Awaited<ReturnType<typeof messagesFor>>, at: number): Promise<void> {
    const known = new Map(before.map((record) => [record.id, JSON.stringify(record)]));
    const messages = new Set(deliveries.map(({ alertId, kind }) => `${alertId} ${kind}`));
    const put = alerts.map((alert) => {
      const record = close(alert);
      const count = [...messages].filter((key) => key.startsWith(`${record.id} `)).length;
      return { ...record, told: record.told + count };
    }).filter((record) => known.get(record.id) !== JSON.stringify(record));
    // One that this release can't read would be open for ever.
    const unread = before.filter((record) => open(record) === null).map(({ id }) => id);
    const remove = [...gone.map(({ record }) => record.id).filter((id) => known.has(id)), ...unread];
    if (put.length + remove.length + deliveries.length + drop.length === 0) return;
    await work().repositories.alerts.commit({ put, remove, deliveries, drop }, at);
    if (deliveries.length > 0) work().teller.wake();
    if (put.some(({ state, id }) => state !== 'pending' && !known.has(id)) || deliveries.length > 0) work().resources.log.info({ server: server.name, alerts: put.map(({ check, state, severity }) => ({ check, state, severity })) }, 'alerts changed');
  }

  return {
    observe: (server, observed, at) => {
      observedAt = work().resources.clock.now();
      return inTurn(server.id, () => cycle(server, observed, at, allProbes(work().guide))).then(() => void failing.delete(server.id)).catch((error: unknown) => {
        failing.set(server.id, failing.get(server.id) ?? work().resources.clock.now());
        // The database may be full or busy: the next cycle judges anew from what is stored.
        quiet.delete(server.id);
        work().resources.log.error({ err: error, server: server.name }, 'alerts could not be stored');
      });
    },
    open: async (serverId) => (quiet.has(serverId) ? [] : (await work().repositories.alerts.list({ serverId, state: 'open', limit: 500 })).map((record) => viewAlert(record, work()))),
    async change(id, edit) {
      const { repositories, resources } = work();
      const found = await repositories.alerts.get(id);
      if (found === null) throw unknownAlert();
      return inTurn(found.serverId, async () => {
        const now = await repositories.alerts.get(id);
        if (now === null) throw unknownAlert();
        const record = { ...now, ...edit(now) };
        await repositories.alerts.commit({ put: [record], remove: [], deliveries: [], drop: [] }, resources.clock.now());
        return viewAlert(record, work());
      });
    },
    forget: (serverId) =>
      inTurn(serverId, async () => {
        asked.delete(serverId);
        failing.delete(serverId);
        const server = await work().repositories.servers.byId(serverId);
        if (server !== null) await cycle(server, [], work().resources.clock.now(), []);
      }).catch((error: unknown) => work().resources.log.error({ err: error, serverId }, 'alerts could not be ended')),
    observedAt: () => observedAt,
    failingSince: () => (failing.size === 0 ? null : Math.min(...failing.values())),
  };
}

function unknownAlert(): GroundcrewError {
  return new GroundcrewError({ code: 'not_found', reason: 'alert.unknown', message: 'There is no such alert any more.', remedy: 'Reload the page and look at what is open.' });
}
