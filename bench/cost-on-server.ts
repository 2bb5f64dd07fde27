/**
 * What it costs a server to be watched, beside Debian's netdata on the same test host: node --import tsx bench/cost-on-server.ts [MINUTES]
 * Both at once in one window, each by its own processes; then netdata alone, since what Docker does for the two can't be told apart otherwise.
 * Then each probe by itself.
 */
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { workOf } from '@/lib/services/work';
import { askRound } from '@/lib/services/workers/watch/round';
import { createTurns } from '@/lib/services/workers/watch/turns';
import { createWatchInputs } from '@/lib/services/workers/watch/watch-inputs';
import { installOnHost } from '../tests/support/host-packages';
import { WatchedServer } from '../tests/support/watched-server';
import { against, keep } from './results';
import { anHour, usage } from './server-usage';

const minutes = Number(process.argv[2] ?? 6);
const asksOfEach = 3;
const login = 'ops';
/** 0.5 % of a core. */
const limit = 3600 * 0.005;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const server = await WatchedServer.up('cost', '127.0.0.46');
const window = async () => {
  const from = await usage(server.host, login);
  await pause(minutes * 60_000);
  const to = await usage(server.host, login);
  return { ...anHour(from, to), last: to };
};

/** Seconds of CPU that one asking of a probe takes on the server, sudo and shell of a round of its own included. */
async function costOfEach(): Promise<Record<string, { seconds: number; every: number }>> {
  const work = workOf(server.console.services.resources);
  const record = (await work.repositories.servers.byName(server.operator.server))!;
  const known = (await createWatchInputs(work, record.id).read())!;
  const turn = createTurns();
  const askOnce = (probes: readonly Probe<Inputs>[]) => askRound(work, known, probes, { before: new Map(), signal: new AbortController().signal, refused: null, turn });
  const costs: Record<string, { seconds: number; every: number }> = {};
  await askOnce(work.guide.probes.slice(0, 1));
  for (const probe of work.guide.probes) {
    const from = await usage(server.host, login);
    for (let ask = 0; ask < asksOfEach; ask++) await askOnce([probe]);
    const to = await usage(server.host, login);
    costs[probe.id] = { seconds: Number(((to.session - from.session + to.engine - from.engine) / asksOfEach).toFixed(4)), every: probe.every };
  }
  return costs;
}

try {
  // The guide's own compose file publishes a port that its chapter Security wants closed.
  await server.repair('security/ports');
  await server.settled(300);
  const version = await installOnHost(server.host, 'netdata');
  await pause(60_000);
  console.error(`watched, beside netdata ${version}, ${minutes} minutes …`);
  const watched = await window();
  await server.stopWatching();
  console.error(`not watched, ${minutes} minutes …`);
  const alone = await window();
  console.error('each probe by itself …');
  const probes = await costOfEach();
  // What is asked more seldom than a window is long is not in it: an asking's cost times the askings of an hour.
  const seldom = Object.values(probes).filter(({ every }) => every > minutes * 60_000).reduce((sum, { seconds, every }) => sum + (seconds * 3_600_000) / every, 0);
  const cost = watched.session + Math.max(0, watched.engine - alone.engine) + seldom;
  keep('costOnServer', {
    minutes,
    cpu: { ...against(cost, limit, 2), unit: 's of CPU an hour; the limit is 0.5 % of a core', session: Number(watched.session.toFixed(2)), engine: Number((watched.engine - alone.engine).toFixed(2)), seldom: Number(seldom.toFixed(2)) },
    netdata: { version, cpu: Number(watched.netdata.toFixed(2)), unit: 's of CPU an hour', ours: Number((cost / watched.netdata).toFixed(4)), memory: watched.last.netdataMemory },
    bytes: { value: Math.round(watched.bytes - alone.bytes), unit: 'bytes an hour, both ways' },
    memory: { session: watched.last.sessionMemory, unit: "bytes, sshd's own session", resident: watched.last.resident },
    probes: { unit: 's of CPU for one asking by itself, with the shell and sudo that it shares with the others in a round', ...probes },
  });
} finally {
  await server.close();
}
process.exit(0);
