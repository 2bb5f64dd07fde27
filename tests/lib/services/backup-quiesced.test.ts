import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GroundcrewError } from '@/lib/core/errors';
import { FakeServer } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { readyForBackups } from '../../support/ready-for-backups';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
const all = ['apiserver', 'fileserver', 'webserver'];
let bench: RunBench;
let restic: FakeRestic;
let fake: FakeServer;
let server: string;
let destination: string;
/** What ran while the parts were stored, and the scripts in their order. */
let seen: string[];
/** Called before each script; a promise holds it. */
let before: (file: string) => number | undefined | Promise<number>;
const input = () => ({ server, destination, quiesced: true as const });
const start = async () => (await bench.call('backup.start', { ...input(), shown: (await bench.call('backup.look', input())).shown })).run;
const ended = (run: string) => bench.until(run, ({ endedAt }) => endedAt !== null, 'its end');
const said = async (run: string) => (await bench.output(run)).map(({ text }) => text);
const left = async () => (await bench.call('backup.stopped', { server })).run;
const isAt = (run: string, id: string) => bench.until(run, ({ steps }) => steps.find((step) => step.id === id)?.state === 'running', id);
const stateOf = ({ steps }: Awaited<ReturnType<typeof ended>>, id: string) => steps.find((step) => step.id === `backups/${id}`)?.state;

beforeEach(async () => {
  restic = new FakeRestic();
  restic.writers = [...all];
  seen = [];
  before = () => undefined;
  fake = new FakeServer((command, process) => {
    const file = command.kind === 'script' ? command.file.replace(/.*\/|\.sh$/g, '') : '';
    if (/-(?:part|verified)$|^writers|^manifest$/.test(file)) seen.push(`${file}${file.endsWith('-part') ? ` beside ${restic.writers.length}` : ''}`);
    return before(file) ?? restic.respond(command, process);
  });
  bench = await RunBench.open([]);
  bench.connect = () => fake.connect();
  ({ server, destination } = await readyForBackups(bench));
});
afterEach(() => bench.close());

it('stops ClearML only while its parts are stored, as it was shown, and starts exactly that again before it reads them back', async () => {
  const look = await bench.call('backup.look', input());
  expect(look).toMatchObject({ quiesced: true, blockers: [], away: null });
  expect(look.will.slice(1)).toEqual([
    'ClearML is stopped, but for its databases, until all parts are stored; then exactly what was stopped is started again. Nobody can work meanwhile, and what agents report may be lost.',
    "Stores MongoDB, Elasticsearch, the configuration and the file server's files.",
    'Starts exactly what was stopped and waits until it answers, also when a part fails or the backup is cancelled; then reads back what was stored.',
    'Writes the manifest last: with it the backup is complete. None of its data is changed.',
  ]);
  expect([restic.writers, seen]).toEqual([all, []]);
  const run = await start();
  const view = await ended(run);
  expect([view.state, view.title, restic.writers]).toEqual(['done', 'Back up ClearML while it is stopped', all]);
  expect(seen).toEqual(['writers-stopped', 'mongodb-part beside 0', 'elasticsearch-part beside 0', 'configuration-part beside 0', 'files-part beside 0', 'writers-started', 'mongodb-verified', 'elasticsearch-verified', 'configuration-verified', 'files-verified', 'manifest']);
  expect((await bench.work.repositories.backupSets.get(run))).toMatchObject({ state: 'complete', manifest: { quiesced: true } });
  expect(await left()).toBeNull();
  expect((await bench.call('backup.look', input())).away).toBeGreaterThan(0);
});

it('waits for a nod before it stops anything that nobody has seen', async () => {
  const { run } = await bench.call('backup.start', input());
  expect((await bench.until(run, ({ state }) => state === 'waiting')).steps.find(({ state }) => state === 'waiting')?.id).toBe('backups/writers-stopped');
  expect(restic.writers).toEqual(all);
  await bench.call('run.cancel', { run });
  await ended(run);
  expect([seen, await left()]).toEqual([[], null]);
});

it('starts it again when a part fails, and does not go on with parts of another moment', async () => {
  restic.fails = { 'elasticsearch-part': 61 };
  const run = await start();
  const view = await ended(run);
  expect([view.state, stateOf(view, 'writers-started'), restic.writers, await left(), fake.lock]).toEqual(['failed', 'done', all, null, null]);
  expect(await said(run)).toContain('What was stopped for the backup was started again. Runs and answers again: apiserver fileserver webserver');
  await expect(bench.call('run.retry', { run })).rejects.toMatchObject({ reason: 'backup.past-its-moment' });
});

it('goes on when what failed comes after that: all parts are of one moment', async () => {
  restic.fails = { 'files-verified': 61 };
  const run = await start();
  expect((await ended(run)).state).toBe('failed');
  await bench.call('run.retry', { run });
  await bench.until(run, ({ state }) => state === 'done');
  expect([seen.filter((each) => each.startsWith('writers')), restic.writers]).toEqual([['writers-stopped', 'writers-started'], all]);
});

it('starts it again when it is cancelled', async () => {
  before = (file) => (file === 'mongodb-part' ? new Promise(() => undefined) : undefined);
  const run = await start();
  await isAt(run, 'backups/mongodb');
  expect(restic.writers).toEqual([]);
  await bench.call('run.cancel', { run });
  expect([(await ended(run)).state, restic.writers, await left()]).toEqual(['cancelled', all, null]);
});

it('is gone on with by a console whose predecessor was killed, and which starts it again', async () => {
  before = (file) => (file === 'mongodb-part' ? new Promise(() => undefined) : undefined);
  const run = await start();
  await isAt(run, 'backups/mongodb');
  before = () => undefined;
  await bench.restart();
  expect(restic.writers).toEqual([]);
  fake.reboot();
  const view = await ended(run);
  expect([view.state, stateOf(view, 'writers-started'), restic.writers, await left()]).toEqual(['interrupted', 'done', all, null]);
});

it('is started again by the next console, too, when one is killed while it does that', async () => {
  restic.fails = { 'files-part': 61 };
  const dead = new Promise<number>(() => undefined);
  before = (file) => (file === 'writers-started' ? dead : undefined);
  const run = await start();
  await vi.waitFor(() => expect(seen).toContain('writers-started'), 20_000);
  before = () => undefined;
  fake.cut();
  await bench.restart();
  expect([(await ended(run)).state, restic.writers, await left()]).toEqual(['failed', all, null]);
});

it('waits for a server that does not answer, and starts it then', async () => {
  before = (file) => {
    if (file !== 'writers-started' || fake.refuse !== null) return undefined;
    fake.refuse = new GroundcrewError({ code: 'unreachable', reason: 'connection.lost', message: 'The server is away.' });
    fake.cut();
    return 1;
  };
  restic.fails = { 'mongodb-part': 61 };
  const run = await start();
  await vi.waitFor(async () => expect(await said(run)).toContain('What was stopped for the backup is not started again yet: The connection to the fake server was lost. Asking again.'), 20_000);
  expect((await bench.call('run.get', { run })).endedAt).toBeNull();
  before = () => undefined;
  fake.refuse = null;
  expect([(await ended(run)).state, restic.writers]).toEqual(['failed', all]);
});

it('says that it is left stopped where it can not be started, and starts it by a run of its own, which changes nothing of what a restore left', async () => {
  before = (file) => (file === 'writers-started' ? 61 : undefined);
  restic.fails = { 'mongodb-part': 61 };
  await expect(bench.call('backup.release', { server })).rejects.toMatchObject({ reason: 'backup.none-stopped' });
  const run = await start();
  await ended(run);
  expect([await left(), restic.writers]).toEqual([run, []]);
  expect((await said(run)).join('\n')).toContain('may still be stopped: starting it came to no end. Start it with the button on the Backups page.');
  before = () => undefined;
  const { run: release } = await bench.call('backup.release', { server });
  expect(await ended(release)).toMatchObject({ state: 'done', title: 'Start ClearML again', steps: [{ id: 'backups/writers-started', state: 'done' }] });
  expect([await left(), restic.writers, (await bench.call('backup-set.list', { server })).length]).toEqual([null, all, 1]);
});

it('is no backup of one moment once somebody has started a service meanwhile', async () => {
  before = (file) => {
    if (file === 'elasticsearch-part') restic.writers.push('apiserver');
    return undefined;
  };
  const run = await start();
  const view = await ended(run);
  expect([view.state, stateOf(view, 'elasticsearch')]).toEqual(['failed', 'failed']);
  expect(view.sentence).toContain('The service "apiserver" was started while ClearML was to stay stopped');
});
