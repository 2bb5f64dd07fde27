// A console as a process of its own, to be killed: real data directory, database, services and workers, no pages.
// Verbs come and answers go as messages of its parent. Started by console-process.ts.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '@/lib/core/clock';
import { systemd } from '@/lib/guide/beyond/systemd';
import { installation, preflight, probes, verification } from '@/lib/guide/index';
import { createReach } from '@/lib/net/reach';
import { boot } from '@/lib/services/boot';
import { connectBySsh } from '@/lib/services/connect-server';
import { parseEnvironment } from '@/lib/services/environment';
import { workOf } from '@/lib/services/work';
import type { Connect } from '@/lib/services/workers/connections';
import { startWorkers } from '@/lib/services/workers/start';
import type { Attempt } from '@/lib/shell/host';
import type { ConsoleAnswer, ConsoleRequest, DeathPoint } from './console-process';
import { onceDirectory, onceSteps } from './once-steps';
import { callOf } from './operator';

const dieAt = (process.env.DIE_AT ?? '') as DeathPoint | '';
const directory = process.env.DATA_DIR ?? '';
const ahead = Number(process.env.CLOCK_AHEAD ?? 0);
const clock = { ...systemClock, now: () => systemClock.now() + ahead };
const { services } = await boot(parseEnvironment({ DATA_DIR: directory, PORT: '3999', LOG_LEVEL: 'error' }), clock);
const call = callOf(services);

/** As a power cut would: nothing of this process runs afterwards. */
async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

/** `each-start` means every step, once; the others the one that must not run twice. */
function isMeant({ id, commands }: Attempt): boolean {
  if (dieAt !== 'each-start') return commands.some((command) => command.kind === 'exec' && command.argv.includes('-eu') && command.argv.includes(onceDirectory));
  const deaths = path.join(directory, 'deaths');
  if (existsSync(deaths) && readFileSync(deaths, 'utf8').includes(id)) return false;
  appendFileSync(deaths, `${id}\n`);
  return true;
}

/** The real connection; at the named point of the step in question the process is gone. */
const mortal = (connect: Connect): Connect => async (server, credentials) => {
  const host = await connect(server, credentials);
  let doomed = '';
  return {
    ...host,
    async start(attempt) {
      if (!isMeant(attempt)) return host.start(attempt);
      doomed = attempt.id;
      if (dieAt === 'before-start') await die();
      const answer = await host.start(attempt);
      if (dieAt === 'after-start' || dieAt === 'each-start') await die();
      return answer;
    },
    async follow(id, ...rest) {
      const status = await host.follow(id, ...rest);
      if (dieAt === 'after-exit' && id === doomed && status.exitCode !== null) await die();
      return status;
    },
  };
};

const guide = process.env.GUIDE === 'product' ? { preflight, installation, verification, probes } : { preflight: [systemd], installation: onceSteps, verification: [], probes: [] };
workOf(services.resources, { connect: mortal(connectBySsh(null)), reach: createReach({ clock }), guide });
await startWorkers(services);

const tell = (answer: ConsoleAnswer | 'ready') => process.send?.(answer);
process.on('message', ({ id, verb, input }: ConsoleRequest) => {
  call(verb, input).then((value) => tell({ id, value }), (error: unknown) => tell({ id, error: String(error) }));
});
process.on('disconnect', () => process.exit());
tell('ready');
