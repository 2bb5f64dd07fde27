import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '@/lib/contract/run';
import { ConsoleProcess, type DeathPoint } from '../../support/console-process';
import type { WizardInfo } from '../../support/journey';
import { effectStep, onceDirectory } from '../../support/once-steps';
import { Operator, until } from '../../support/operator';
import { Relay } from '../../support/relay';
import { TestHost, whyNoTestHost } from '../../support/test-host';

/** Ends in mid-line: no line of the step and no SSH packet is a multiple of it. */
const oddBytes = 5003;

describe.skipIf(whyNoTestHost() !== null)('a step that appends one line to a file appends one line', () => {
  let host: TestHost;
  let relay: Relay;
  let console_: ConsoleProcess;
  let operator: Operator;

  beforeAll(async () => {
    host = await TestHost.up('once', '127.0.0.41', '--kernel', 'own');
    relay = await Relay.to(host.info.address, 22);
    console_ = new ConsoleProcess();
    await console_.start();
    operator = new Operator((verb, input) => console_.call(verb, input), host.info as WizardInfo);
    await operator.connect({ address: '127.0.0.1', port: relay.port });
    await operator.supply();
    await operator.settle();
    await operator.pass();
  });
  afterAll(async () => {
    await console_?.close();
    await relay?.close();
    await host?.down();
  });

  const open = (gate: 'before' | 'behind') => host.shell(`touch ${onceDirectory}/gate-${gate}`);
  /** The step is in the middle: all its lines before (or behind) the effect are in the journal, and it waits at the gate. */
  const reach = (run: string, gate: 'before' | 'behind', lines: number) =>
    until(() => console_.journal(run, effectStep).lines, (said) => said.at(-1)?.endsWith(gate) === true && said.filter((line) => line.endsWith(gate)).length >= lines, 120);

  /** A fresh directory on the server, and a run that stands at its first gate. */
  async function begin(lines = 500): Promise<string> {
    await host.shell(`rm -rf ${onceDirectory}; mkdir ${onceDirectory}; echo ${lines} >${onceDirectory}/lines`);
    return operator.start();
  }

  /** The run ends well; the file has its one line; the journal is the server's raw log, line for line. */
  async function prove(run: string): Promise<{ ended: Run; lines: string[] }> {
    const ended = await operator.rest(run);
    expect(ended.state, ended.sentence).toBe('done');
    expect(await host.shell(`cat ${onceDirectory}/effects`)).toBe('an effect\n');
    const { lines, attempts, seqs } = console_.journal(run, effectStep);
    const logs = await host.shell(attempts.map((id) => `[ ! -e /var/lib/groundcrew/runs/${id}/log ] || cat /var/lib/groundcrew/runs/${id}/log`).join('; '));
    expect(logs).toContain('line 000001 before');
    expect(lines.join('\n') === logs.trimEnd()).toBe(true);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    return { ended, lines };
  }

  it('when the SSH connection is cut in mid-line, three times', async () => {
    const run = await begin();
    await reach(run, 'before', 500);
    for (let cuts = 0; cuts < 3; cuts++) {
      const before = relay.cuts;
      relay.cutAfter = oddBytes;
      if (cuts === 0) await open('before');
      await until(() => relay.cuts, (now) => now > before);
    }
    relay.cutAfter = Number.POSITIVE_INFINITY;
    await open('behind');
    await prove(run);
  });

  const deaths: readonly [DeathPoint, string][] = [
    ['before-start', 'before the step was started and after it was written down'],
    ['after-start', 'when the server had started it and nobody had noted that'],
    ['after-exit', 'when the exit file was there and nobody had noted that'],
  ];
  for (const [point, words] of deaths) {
    it(`when the console is killed with SIGKILL ${words}`, async () => {
      await console_.kill();
      await console_.start({ dieAt: point });
      const run = await begin();
      await Promise.all([open('before'), open('behind')]);
      await console_.died();
      await console_.start();
      const { ended } = await prove(run);
      expect(ended.steps.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
    });
  }

  it('when the console is killed with SIGKILL while its output runs', async () => {
    const run = await begin();
    await reach(run, 'before', 500);
    await console_.kill();
    await open('before');
    await console_.start();
    await reach(run, 'behind', 500);
    await console_.kill();
    await open('behind');
    await console_.start();
    const { ended } = await prove(run);
    expect(ended.steps.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  });

  const restart = async () => {
    const bootId = () => host.shell('cat /proc/sys/kernel/random/boot_id');
    const before = await bootId();
    await host.shell('systemctl --no-block reboot').catch(() => undefined);
    await until(() => bootId().catch(() => before), (now) => now !== before, 120);
  };

  it('when the server is rebooted before the effect: it asks for Retry, which runs the step', async () => {
    const run = await begin();
    await reach(run, 'before', 500);
    await restart();
    const interrupted = await operator.rest(run);
    expect(interrupted.state, interrupted.sentence).toBe('interrupted');
    expect(interrupted.steps[1]?.failure?.sentence).toBe('The server restarted while the step ran.');
    await Promise.all([open('before'), open('behind')]);
    await operator.retry(run);
    const { ended } = await prove(run);
    expect(ended.steps[1]?.attempts).toBe(2);
  });

  it('when the server is rebooted after the effect: nothing is run again', async () => {
    const run = await begin();
    await reach(run, 'before', 500);
    await open('before');
    await reach(run, 'behind', 500);
    await restart();
    const { ended } = await prove(run);
    expect(ended.steps[1]).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('100,000 numbered lines with 10 cuts in mid-line: none lost, none doubled', async () => {
    relay.cutAfter = 60_007;
    const run = await begin(50_000);
    for (let cuts = relay.cuts, left = 10; left > 0; left--, cuts = relay.cuts) {
      await until(() => relay.cuts, (now) => now > cuts);
      relay.cutAfter = left > 1 ? 60_007 : Number.POSITIVE_INFINITY;
      if (left === 6) await open('before');
    }
    await open('behind');
    const { lines } = await prove(run);
    const numbered = lines.filter((line) => /^line \d{6} (before|behind)$/.test(line));
    const wanted = ['before', 'behind'].flatMap((side) => Array.from({ length: 50_000 }, (_, index) => `line ${String(index + 1).padStart(6, '0')} ${side}`));
    expect(numbered).toHaveLength(100_000);
    expect(numbered.join('\n') === wanted.join('\n')).toBe(true);
  });
});
