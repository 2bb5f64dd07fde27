// One fault, struck at every phase of one installation: node --import tsx tests/reliability/row.ts NAME
// The last line of its output is JSON: what happened in each phase.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Run } from '@/lib/contract/run';
import { systemClock } from '@/lib/core/clock';
import { installation, preflight, verification } from '@/lib/guide/index';
import { createReach } from '@/lib/net/reach';
import { connectBySsh } from '@/lib/services/connect-server';
import { workOf } from '@/lib/services/work';
import type { Connect } from '@/lib/services/workers/connections';
import { startWorkers } from '@/lib/services/workers/start';
import { InProcessConsole } from '../support/in-process-console';
import type { WizardInfo } from '../support/journey';
import { callOf, Operator, stopped } from '../support/operator';
import { Relay } from '../support/relay';
import { ServerFaults } from '../support/server-faults';
import { TestHost } from '../support/test-host';
import { faultRows, type Stage } from './faults';

/** `itself`: went on without a person · `retry`: said so, was mended, went on · `unaffected` · `failed`: not as it should be. */
export interface Cell {
  readonly result: 'itself' | 'retry' | 'unaffected' | 'failed';
  readonly sentence: string;
}

const fault = faultRows.find(({ name }) => name === process.argv[2]);
if (!fault) throw new Error(`no fault is called ${process.argv[2] ?? ''}`);
const cells: Record<string, Cell> = {};
const struck = new Set<string>();
let active: string | null = null;

const host = await TestHost.up('fault', '127.0.0.42');
const relay = await Relay.to(host.info.address, 22);
const console_ = await InProcessConsole.start();
const operator = new Operator(callOf(console_.services), host.info as WizardInfo);
const stage: Stage = { host, relay, operator, faults: new ServerFaults(host) };

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const mend = async () => {
  active = null;
  await fault.mend(stage);
};
const judge = (sentence: string): Cell => ({ result: fault.says.test(sentence) ? 'retry' : 'failed', sentence });

/** Strikes at the start of each step that the fault is meant for, once. */
const struckAt = (connect: Connect): Connect => async (server, credentials) => {
  const connection = await connect(server, credentials);
  return {
    ...connection,
    async start(attempt) {
      const row = await console_.services.resources.database.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
      if (active !== null && active !== row.stepId && fault.when === 'before') {
        cells[active] = { result: 'unaffected', sentence: '' };
        await mend();
      }
      const isDue = fault.when !== 'begin' && fault.at.includes(row.stepId) && !struck.has(row.stepId);
      if (isDue) {
        struck.add(row.stepId);
        active = row.stepId;
        if (fault.when === 'before') await fault.strike(stage);
      }
      const answer = await connection.start(attempt);
      if (isDue && fault.when === 'during') void later(150).then(() => fault.strike(stage));
      return answer;
    },
  };
};

/** Strikes while `ask` is under way (or before it) and notes what was said; afterwards the same must do well. */
async function around<T>(phase: string, ask: () => Promise<T>, says: (answer: T) => string | null): Promise<void> {
  if (!fault!.at.includes(phase) || fault!.when === 'begin') return;
  if (fault!.when === 'before') await fault!.strike(stage);
  const asking = ask().then(says, (error: unknown) => String(error));
  if (fault!.when === 'during') await later(100).then(() => fault!.strike(stage));
  const sentence = await asking;
  await mend();
  const again = await ask().then(says, (error: unknown) => String(error));
  cells[phase] = again !== null ? { result: 'failed', sentence: `afterwards: ${again}` } : sentence === null ? { result: 'itself', sentence: '' } : judge(sentence);
}

/** A person is needed, though the run is still open. */
const asksForPerson = (run: Run) => run.steps.some(({ waitsFor }) => waitsFor?.kind === 'connection' && waitsFor.sentence.includes('does not ask again'));

async function install(): Promise<void> {
  const run = await operator.start();
  for (let stops = 0; stops < 60; stops++) {
    const rested = await operator.rest(run, (now) => ['waiting', 'failed', 'done', 'interrupted'].includes(now.state) || asksForPerson(now), 900);
    if (rested.state === 'done') break;
    const waits = rested.steps.find(({ waitsFor }) => waitsFor?.kind === 'reboot' || waitsFor?.kind === 'nod');
    if (rested.state === 'waiting' && waits) {
      await operator.call('run.approve', { run, step: waits.id, shown: waits.waitsFor!.id });
      await operator.rest(run, ({ state }) => state !== 'waiting');
      continue;
    }
    const waiting = asksForPerson(rested) ? rested.steps.find(({ waitsFor }) => waitsFor !== null) : undefined;
    const step = waiting ?? stopped(rested);
    const said = waiting ? (waiting.waitsFor?.sentence ?? '') : stopped(rested).said;
    if (cells[step.id]) cells[step.id] = { result: 'failed', sentence: `stopped again after Retry: ${said}` };
    else cells[step.id] = judge(said);
    if (cells[step.id]!.result === 'failed' && cells[step.id]!.sentence.startsWith('stopped again')) throw new Error(said);
    await mend();
    await operator.call('run.retry', { run });
    await operator.rest(run, (now) => now.state !== 'failed' && now.state !== 'interrupted' && !asksForPerson(now), 60);
  }
  for (const id of struck) cells[id] ??= { result: 'itself', sentence: '' };
  for (const id of fault!.when === 'begin' ? fault!.at : []) cells[id] ??= { result: 'failed', sentence: 'It stopped nothing.' };
}

try {
  workOf(console_.services.resources, { connect: struckAt(connectBySsh(null)), reach: createReach({ clock: systemClock }), guide: { preflight, installation, verification, probes: [] } });
  const workers = await startWorkers(console_.services);
  await operator.connect({ address: '127.0.0.1', port: relay.port });
  await operator.supply();
  await operator.settle();
  await around('connect', () => operator.call('server.test', { server: operator.server }), (test) => (test.ok ? null : test.stages.map(({ message }) => message).join(' ')));
  const troubles = (checkup: Awaited<ReturnType<Operator['check']>>) => checkup.findings.filter((finding) => finding.override === null && (finding.outcome !== 'pass')).map(({ message }) => message);
  const usual = new Set(troubles(await operator.check()));
  await around('preflight', () => operator.check(), (checkup) => troubles(checkup).filter((message) => !usual.has(message) && !/overlap|uptime|GB free|GiB free/.test(message)).join(' ') || null);
  if (fault.when === 'begin') await fault.strike(stage);
  await operator.pass();
  await around('plan', () => operator.plan(), (plan) => plan.blockers.map(({ message }) => message).join(' ') || null);
  await install();
  await operator.verification();
  const verify = async () => {
    await operator.call('verification.start', { server: operator.server });
    return operator.verification();
  };
  await around('verify', verify, (checkup) => (checkup.clear ? null : checkup.findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown').map(({ message }) => message).join(' ')));
  if (!(await verify()).clear) cells.verify = { result: 'failed', sentence: 'In the end ClearML did not work.' };
  await workers.stop();
} catch (error) {
  cells[active ?? 'plan'] ??= { result: 'failed', sentence: String(error) };
} finally {
  // Why a cell went wrong is told by the console's own log, which goes with its directory.
  if (Object.values(cells).some(({ result }) => result === 'failed')) console.error(readFileSync(path.join(console_.dataDirectory, 'logs', 'console.log'), 'utf8'));
  await console_.close();
  await relay.close();
  await host.down();
}
console.log(JSON.stringify(cells));
