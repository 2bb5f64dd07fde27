// The console killed with SIGKILL just after it has started a step, at every step of one installation, and in between:
// node --import tsx tests/reliability/killed.ts. The last line of its output is JSON: what happened in each phase.
import { ConsoleProcess } from '../support/console-process';
import type { WizardInfo } from '../support/journey';
import { Operator, until } from '../support/operator';
import { TestHost } from '../support/test-host';
import type { Cell } from './row';

const cells: Record<string, Cell> = {};
const itself: Cell = { result: 'itself', sentence: '' };
const host = await TestHost.up('fault', '127.0.0.42');
const console_ = new ConsoleProcess('product');
const operator = new Operator((verb, input) => console_.call(verb, input), host.info as WizardInfo);

/** The question is lost with the console; asked again after its next start, it is answered. */
async function killIn(phase: string, ask: () => Promise<unknown>): Promise<void> {
  const asking = ask().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await console_.kill();
  await asking;
  await console_.start({ dieAt: 'each-start' });
  await ask();
  cells[phase] = itself;
}

try {
  await console_.start({ dieAt: 'each-start' });
  await operator.connect();
  await operator.supply();
  await operator.settle();
  await killIn('connect', async () => {
    if (!(await operator.call('server.test', { server: operator.server })).ok) throw new Error('the connection failed');
  });
  await killIn('preflight', () => operator.check());
  await operator.pass();
  await killIn('plan', () => operator.plan());
  const run = await operator.start();
  for (;;) {
    const state = await until(async () => (console_.isAlive ? (await operator.call('run.get', { run }).catch(() => null))?.state : 'dead'), (now) => now !== undefined && ['dead', 'waiting', 'failed', 'interrupted', 'done'].includes(now), 600);
    if (state === 'dead') {
      cells[console_.lastStep()] = itself;
      await console_.start({ dieAt: 'each-start' });
    } else if (state === 'waiting') {
      const step = (await operator.call('run.get', { run })).steps.find(({ waitsFor }) => waitsFor)!;
      await operator.call('run.approve', { run, step: step.id, shown: step.waitsFor!.id });
      await until(() => operator.call('run.get', { run }).catch(() => null), (now) => now?.state !== 'waiting');
    } else if (state === 'done') break;
    else throw new Error(`the run stopped: ${(await operator.call('run.get', { run })).sentence}`);
  }
  await killIn('verify', async () => {
    await operator.call('verification.start', { server: operator.server });
    if (!(await operator.verification()).clear) throw new Error('ClearML did not work');
  });
} catch (error) {
  cells[console_.lastStep()] = { result: 'failed', sentence: String(error) };
} finally {
  await console_.close();
  await host.down();
}
console.log(JSON.stringify(cells));
