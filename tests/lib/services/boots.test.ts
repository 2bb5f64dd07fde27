import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { seconds } from '@/lib/core/units';
import { proc } from '@/lib/facts/proc';
import { probe } from '@/lib/guide/define';
import { ask } from '@/lib/shell/command';
import { RunBench } from '../../support/run-bench';
import { installed } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
const [recorded] = JSON.parse(readFileSync('tests/cases/facts/proc.json', 'utf8')) as { stdout: string }[];
const uuid = (letter: string) => `${letter.repeat(8)}-0000-4000-8000-000000000000`;
/** The kernel says so from now on; `at`: when it began, by the server's clock. */
const boot = (letter: string, at = bench.clock.now()) => bench.server.files.set('/kernel', recorded!.stdout.replace(/btime \d+/, `btime ${Math.floor(at / 1000)}`).replace('1b4e28ba-2fa1-41d2-883f-0016d3cca427', uuid(letter)));
const kernel = probe({ id: 'test/kernel', guide: null, title: 'Kernel', chapter: 'Test', every: seconds(30), afterMinutes: 0, needs: () => ({ proc: { ...proc, command: ask(['cat', '/kernel']) } }), outcomes: [{ outcome: 'pass', when: () => true, message: () => 'It runs.' }] });

beforeEach(async () => {
  bench = await RunBench.open([], 200, undefined, { probes: [kernel] });
});
afterEach(() => bench.close());

const noted = () => bench.resources.database.boot.findMany({ orderBy: { at: 'asc' } });
const until = (count: number) => vi.waitFor(async () => expect(await noted()).toHaveLength(count), 20_000);
async function marks(): Promise<(readonly [string, string | null])[]> {
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  const iso = (time: number) => new Date(time).toISOString();
  const { marks: all } = await bench.call('health.series', { server, figures: ['load5'], from: iso(bench.clock.now() - 86_400_000), to: iso(bench.clock.now() + 60_000), points: 60 });
  return all.filter(({ kind }) => kind === 'reboot').map(({ text, run }) => [text, run] as const);
}

it('marks a restart that no run of ours brought about, once, also one that came while the console was away', async () => {
  boot('a');
  await installed(bench);
  await until(1);
  expect(await marks()).toEqual([]);
  boot('b');
  await until(2);
  expect(await marks()).toEqual([['The server restarted', null]]);
  await bench.restart();
  boot('c', bench.clock.now() - 30 * 86_400_000);
  await until(3);
  // A clock that is wrong by a month dates nothing before the last contact.
  expect(await marks()).toEqual([['The server restarted', null], ['The server restarted', null]]);
  await bench.restart();
  await bench.work.watcher.askNow(bench.serverId);
  expect(await noted()).toHaveLength(3);
  await bench.work.watcher.forget(bench.serverId);
  expect(await noted()).toEqual([]);
});

it('names the run that had the machine restart', async () => {
  boot('a');
  await installed(bench);
  await until(1);
  const [run, at] = [newId(), new Date(bench.clock.now())];
  await bench.resources.database.run.create({ data: { id: run, serverId: bench.serverId, serverName: 'x', kind: 'install', title: 'Install ClearML', state: 'done', actor: 'ada', inputsHash: '', inputsEnc: '', createdAt: at, startedAt: at } });
  await bench.resources.database.runStep.create({ data: { runId: run, stepId: 'installation/reboot', position: 0, title: 'Restart the machine', chapter: '', state: 'done', usually: 0, approved: '[]', startedAt: at, endedAt: at } });
  await bench.resources.database.attempt.create({ data: { id: newId(), runId: run, stepId: 'installation/reboot', state: 'finished', bootId: uuid('a'), createdAt: at, endedAt: at } });
  boot('b');
  await until(2);
  expect(await marks()).toEqual([['Restarted by run “Install ClearML”', run]]);
  // Somebody else's, minutes later.
  boot('c');
  await until(3);
  expect(await marks()).toEqual([['Restarted by run “Install ClearML”', run], ['The server restarted', null]]);
});
