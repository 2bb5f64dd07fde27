import { afterEach, expect, it, vi } from 'vitest';
import type { DiagnosisView } from '@/lib/contract/diagnosis';
import type { Command } from '@/lib/shell/command';
import type { Host } from '@/lib/shell/host';
import { RunBench } from '../../support/run-bench';
import { fileProbe, healthOf, installed, untilHealth } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

const id = 'a'.repeat(64);
const minute = 60_000;
const check = 'monitoring/apiserver';

/** What the script of the logs prints of a server whose Elasticsearch has ended; `lines`: what it said. */
function printed(now: number, lines: readonly string[]): string {
  const seconds = Math.floor(now / 1000);
  const at = new Date(now - minute).toISOString();
  const container = { id, name: '/allegro-elastic', service: 'elasticsearch', state: 'exited', exitCode: 78, outOfMemory: false, error: '', restarts: 0, startedAt: at, finishedAt: at };
  return [`=now ${seconds} ${seconds - 86_400}`, '=log containers -', `|${JSON.stringify(container)}`, '=end 0', `=log container ${id}`, ...lines.map((line) => `|${at} ${line}`), '=end 0', '=whole', ''].join('\n');
}

/** The server tells its logs as given. */
async function open(say: (read: { now: number; onBytes: (piece: Buffer) => void | Promise<void>; signal: AbortSignal | undefined }) => Promise<void>, ill = true): Promise<string> {
  bench = await RunBench.open([], 200, undefined, { probes: [fileProbe('vital', 86_400_000, { id: check, vital: true })] });
  const own = bench.server.connect.bind(bench.server);
  bench.server.connect = async () => {
    const host = await own();
    const read: Host['read'] = async (command: Command, onBytes, signal) => {
      if (!('file' in command) || command.file !== 'facts/recent-logs.sh') return host.read(command, onBytes, signal);
      await say({ now: bench.clock.now(), onBytes, signal });
      return { exitCode: 0, stderr: '' };
    };
    return { ...host, read };
  };
  bench.server.files.set('/vital', ill ? 'bad' : 'good');
  await installed(bench);
  await untilHealth(bench, ({ findings }) => findings.some(({ id: each, askedAt }) => each === check && askedAt !== null));
  return (await bench.work.repositories.servers.byId(bench.serverId))!.name;
}

async function ask(server: string): Promise<DiagnosisView> {
  await bench.work.diagnoses.settled();
  await bench.call('diagnosis.start', { server });
  await bench.work.diagnoses.settled();
  return bench.call('diagnosis.get', { server });
}

it('names the cause by the logs, says how far it is meanwhile, and keeps the report without secrets', async () => {
  const server = await open(({ now, onBytes }) => Promise.resolve(onBytes(Buffer.from(printed(now, ['max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144] hunter2-of-the-proxy'])))));
  await bench.work.diagnoses.settled();
  await bench.call('settings.save', { server, settings: { access: { kind: 'http', address: '192.0.2.1' }, dockerHttpsProxy: 'http://joe:hunter2-of-the-proxy@proxy:3128' } });
  const { report, asking, problem } = await ask(server);
  expect([asking, problem]).toEqual([null, null]);
  expect(report).toMatchObject({ outcome: 'down', sentence: 'ClearML does not work. vm.max_map_count is too low for Elasticsearch.', by: 'ada', alert: null, clockAhead: 0 });
  expect(report?.causes.map(({ id: cause }) => cause)).toEqual(['ES-MAXMAP', check]);
  expect(JSON.stringify(report)).not.toContain('hunter2-of-the-proxy');
  const stages = bench.events.flatMap((event) => (event.type === 'diagnosis' ? [event.asking?.what ?? null] : []));
  expect(stages.slice(-4)).toEqual(['Asking every check', 'Reading the last hour of all logs', 'Judging what was read', null]);
  expect((await bench.call('diagnosis.list', { server }))[0]).toMatchObject({ id: report?.id, sentence: report?.sentence, first: report?.causes[0]?.title });
});

it('names no cause where all is well', async () => {
  const server = await open(({ now, onBytes }) => Promise.resolve(onBytes(Buffer.from(printed(now, ['started'])))), false);
  const { report } = await ask(server);
  expect(report).toMatchObject({ outcome: 'well', causes: [], passed: expect.arrayContaining(['vital']) as unknown });
});

it('tells what could not be read, and judges by the rest', async () => {
  const server = await open(() => Promise.reject(new Error('broken')));
  const { report } = await ask(server);
  expect(report?.unread).toContain('The logs could not be read: The console met an error of its own while it read the logs; its log has the details.');
  expect(report).toMatchObject({ outcome: 'down', causes: [{ id: check, kind: 'check', title: 'It is "bad"' }] });
});

it('shows times by the console, and says how far the clocks are apart', async () => {
  const server = await open(({ now, onBytes }) => Promise.resolve(onBytes(Buffer.from(printed(now + 7_200_000, ['max virtual memory areas vm.max_map_count [65530] is too low'])))));
  const { report } = await ask(server);
  expect(Math.abs((report?.clockAhead ?? 0) - 7_200_000)).toBeLessThan(60_000);
  expect(report?.unread.at(-1)).toMatch(/^The server's clock is (?:2 h|1 h 59 min).* ahead of the console's/);
  const since = Date.parse(report?.causes.find(({ id: cause }) => cause === 'ES-MAXMAP')?.since ?? '');
  expect(Math.abs(since - bench.clock.now())).toBeLessThan(30 * minute);
});

it('asks one at a time, ends a reading that takes too long, and keeps what came', async () => {
  let begun = 0;
  const server = await open(async ({ now, onBytes, signal }) => {
    begun += 1;
    await onBytes(Buffer.from(printed(now, ['max virtual memory areas vm.max_map_count [65530] is too low']).replace('=whole\n', '')));
    await new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('ended'))));
  });
  await bench.work.diagnoses.settled();
  const before = begun;
  const [one, other] = await Promise.all([bench.call('diagnosis.start', { server }), bench.call('diagnosis.start', { server })]);
  expect([one.asking, other.asking]).not.toContain(null);
  await bench.work.diagnoses.settled();
  expect(begun - before).toBe(1);
  expect((await bench.call('diagnosis.get', { server })).report?.causes.map(({ id: cause }) => cause)).toContain('ES-MAXMAP');
});

it('asks by itself when an alert begins to fire, once within a quarter of an hour', async () => {
  const server = await open(({ now, onBytes }) => Promise.resolve(onBytes(Buffer.from(printed(now, [])))));
  await vi.waitFor(async () => {
    await bench.call('health.ask', { server });
    expect(await bench.call('diagnosis.list', { server })).toMatchObject([{ by: 'system', alert: 'It is "bad".', outcome: 'down' }]);
  }, { timeout: 40_000, interval: 200 });
  bench.work.diagnoses.beginForAlert((await bench.work.repositories.servers.byId(bench.serverId))!, 'another');
  await bench.work.diagnoses.settled();
  expect(await bench.call('diagnosis.list', { server })).toHaveLength(1);
  expect((await healthOf(bench)).alerts).toHaveLength(1);
});

it('keeps the newest 20, finds one by its id, and refuses what is not there', async () => {
  const server = await open(({ now, onBytes }) => Promise.resolve(onBytes(Buffer.from(printed(now, [])))), false);
  const { report } = await ask(server);
  const { repositories } = bench.work;
  for (let index = 0; index < 20; index++) await repositories.diagnoses.add(bench.serverId, { ...report!, id: `0123456789abcdefgh${String(index).padStart(2, '0')}` });
  const kept = await bench.call('diagnosis.list', { server });
  expect(kept).toHaveLength(20);
  expect(kept[0]?.id).toBe('0123456789abcdefgh19');
  await expect(bench.call('diagnosis.get', { server, report: report!.id })).rejects.toMatchObject({ reason: 'diagnosis.unknown' });
  expect((await bench.call('diagnosis.get', { server, report: kept[3]!.id })).report?.id).toBe(kept[3]!.id);
  await repositories.servers.edit(bench.serverId, { state: 'new' });
  await expect(bench.call('diagnosis.start', { server })).rejects.toMatchObject({ reason: 'diagnosis.nothing' });
});
