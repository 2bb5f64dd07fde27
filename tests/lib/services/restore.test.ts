import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usualSchedule } from '@/lib/contract/backup-schedule';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { FakeServer } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
let bench: RunBench;
let restic: FakeRestic;
let fake: FakeServer;
let server: string;
let destination: string;
let set: string;
const value = (text: string) => ({ action: 'set' as const, value: text });
const all = ['apiserver', 'fileserver'];

beforeEach(async () => {
  restic = new FakeRestic();
  fake = new FakeServer(restic.respond);
  bench = await RunBench.open([]);
  bench.connect = () => fake.connect();
  server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  await bench.call('settings.save', { server, settings: { access: { kind: 'http', address: '127.0.0.1' }, supportPassword: value('support password') } });
  destination = (await bench.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { action: 'make' } } })).destination.id;
  set = (await bench.call('backup.start', { server, destination })).run;
  await bench.until(set, ({ state, endedAt }) => state === 'done' && endedAt !== null);
  restic.writers = [...all];
});
afterEach(() => bench.close());

const parts: ('mongodb' | 'elasticsearch' | 'files')[] = ['mongodb', 'elasticsearch', 'files'];
const waiver = { kind: 'waiver' as const, reason: 'nothing of it is wanted' };
const look = (safety: string | null = null) => bench.call('restore.look', { server, destination, set, parts, safety });
const start = async (safety: typeof waiver | { kind: 'backup'; destination: string } = waiver) =>
  (await bench.call('restore.start', { server, destination, set, parts, safety, shown: (await look(safety.kind === 'backup' ? destination : null)).shown, confirm: server })).run;
const states = async (run: string) => (await bench.call('run.get', { run })).steps.map(({ id, state }) => `${id} ${state}`);
const last = async () => (await bench.call('run.list', { server, limit: 1 }))[0]!;

it('says what is lost, what it can not tell, and what it would do; and changes nothing by that', async () => {
  // As the list of backups says it: its manifest was written later.
  const begun = (await bench.call('backup-set.list', { server }))[0]!.startedAt;
  expect(await bench.call('restore.find', { server, destination })).toEqual([{ set, at: restic.snapshots.at(-1)!.time, startedAt: begun, server: 'one', known: { bytes: 2240, verifiedAt: expect.any(String) as string, provenAt: null }, drilled: null }]);
  const told = await look();
  expect(told).toMatchObject({ set, startedAt: begun, parts: [...parts, 'configuration'] });
  expect(told.losses).toEqual(expect.arrayContaining([{ source: 'mongodb', name: 'backend.task', now: 15, then: 12, unit: 'documents' }, { source: 'mongodb', name: 'backend.newer', now: 2, then: 0, unit: 'documents' }, { source: 'files', name: 'all files', now: 12, then: 10, unit: 'files' }, { source: 'files', name: 'their size', now: 900, then: 700, unit: 'bytes' }]));
  // What this server runs is not told by this stub: that never counts as fitting.
  expect(told.findings.map(({ outcome, message }) => [outcome, /versions of (\w+)/.exec(message)?.[1]])).toEqual([['warn', 'MongoDB'], ['warn', 'Elasticsearch'], ['warn', 'ClearML']]);
  expect(told.steps.flatMap(({ destroys }) => destroys)).toContain('all that MongoDB holds now');
  expect(restic.writers).toEqual(all);
  await expect(bench.call('restore.look', { server, destination, set: newId(), parts })).rejects.toMatchObject({ reason: 'restore.no-set' });
});

it('says beforehand what is saved first, for how long ClearML is stopped by the last drill, and that the files can not be compared', async () => {
  expect(await look()).toMatchObject({ first: null, away: null, areFilesCompared: true, sizes: [{ source: 'mongodb', bytes: 1000 }, { source: 'elasticsearch', bytes: 500 }, { source: 'files', bytes: 700 }] });
  const drill = { set, startedAt: '2026-11-28T02:00:00.000Z', endedAt: '2026-11-28T02:50:00.000Z', age: 0, sentence: 'It went so.' };
  await bench.work.repositories.backupDrills.put(bench.serverId, { ...drill, id: newId(), outcome: 'proven', took: 2_400_000, files: 'sample' });
  await bench.work.repositories.backupDrills.put(bench.serverId, { ...drill, id: newId(), endedAt: '2026-11-29T02:50:00.000Z', outcome: 'failed', took: null, files: 'all' });
  restic.before = (file) => (file === 'tree-size' ? 61 : undefined);
  const told = await look(destination);
  expect(told).toMatchObject({ away: { took: 2_400_000, drilledAt: drill.endedAt, isPart: true }, areFilesCompared: false });
  expect(told.first?.lastTook).toBeGreaterThan(0);
  expect(told.losses.some(({ source }) => source === 'files')).toBe(false);
});

it('puts the configuration in place only where it is wanted, last of what is replaced, and has the containers recreated', async () => {
  expect((await look()).configuration).toEqual([]);
  const input = { server, destination, set, parts: [...parts, 'configuration' as const] };
  const told = await bench.call('restore.look', { ...input, safety: null });
  expect(told.configuration).toEqual(['"/opt/allegro/constants.env" differs, and is replaced: PASSWORD.']);
  expect(told.findings.map(({ message }) => message)).toContainEqual(expect.stringContaining('the files and settings that this console holds stay as they are'));
  const { run } = await bench.call('restore.start', { ...input, safety: waiver, shown: told.shown, confirm: server });
  const view = await bench.until(run, ({ state, endedAt }) => endedAt !== null || state === 'failed' || state === 'waiting');
  expect(view.steps.map(({ id, state }) => `${id} ${state}`).slice(-5)).toEqual(['restore/files done', 'restore/configuration done', 'restore/redis-flushed done', 'restore/started done', 'acceptance/acceptance-test done']);
});

it('lists the files of a backup, and puts one beside the living one by a run that stops nothing', async () => {
  expect((await bench.call('restore.files', { server, destination, set })).entries).toMatchObject([{ name: 'model', kind: 'file', bytes: 9 }]);
  for (const path of ['/', 'model', '/../etc/passwd', '/a//b', '/a\0']) await expect(bench.call('restore.file', { server, destination, set, path })).rejects.toMatchObject({ code: 'invalid_input' });
  const { run } = await bench.call('restore.file', { server, destination, set, path: '/a/model' });
  const view = await bench.until(run, ({ endedAt }) => endedAt !== null);
  expect(view.steps.map(({ id, state }) => `${id} ${state}`)).toEqual(['restore/file done']);
  expect((await bench.output(run)).map(({ text }) => text).join('\n')).toContain('/opt/allegro/data/fileserver /a/model');
  expect(restic.writers).toEqual(all);
});

it('needs the name, a reason, and what was shown', async () => {
  const { shown } = await look();
  const input = { server, destination, set, parts, safety: waiver, shown, confirm: server };
  await expect(bench.call('restore.start', { ...input, confirm: 'other' })).rejects.toMatchObject({ reason: 'confirm.differs' });
  await expect(bench.call('restore.start', { ...input, safety: { kind: 'waiver', reason: 'no' } })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(bench.call('restore.start', { ...input, safety: { kind: 'backup', destination } })).rejects.toMatchObject({ reason: 'shown.other' });
  await expect(bench.call('backup-destination.remove', { server, destination: newId(), confirm: server })).rejects.toMatchObject({ code: 'not_found' });
  expect((await last()).kind).toBe('backup');
});

it('stops ClearML, stores what is there while nothing writes, and replaces it only once that stands among the sets; then starts again and tests', async () => {
  const seen: unknown[] = [];
  restic.before = (file) => {
    if (file === 'mongodb-part' || file === 'files-part') seen.push(`${file} beside ${restic.writers.length}`);
    if (file === 'mongodb-restored') seen.push(bench.work.repositories.backupSets.of(bench.serverId, 9).then((sets) => sets.map((each) => each.state)));
    return undefined;
  };
  const run = await start({ kind: 'backup', destination });
  const view = await bench.until(run, ({ state, endedAt }) => endedAt !== null || state === 'failed' || state === 'waiting');
  expect([view.state, view.steps.filter(({ state }) => state !== 'done' && state !== 'in-place').map(({ id }) => id)]).toEqual(['done', []]);
  const sources = ['mongodb', 'elasticsearch', 'configuration', 'files'];
  expect(view.steps.map(({ id }) => id)).toEqual([
    'backups/restic-installed', 'backups/repository', 'backups/elasticsearch-path-repo', 'restore/writers-stopped', ...sources.flatMap((source) => [`backups/${source}`, `backups/${source}-verified`]), 'backups/manifest', 'backups/runbook',
    'restore/mongodb', 'restore/elasticsearch', 'restore/files', 'restore/redis-flushed', 'restore/started', 'acceptance/acceptance-test',
  ]);
  expect(await Promise.all(seen)).toEqual(['mongodb-part beside 0', 'files-part beside 0', ['complete', 'complete']]);
  expect((await bench.work.repositories.backupSets.get(run))?.manifest).toMatchObject({ quiesced: true });
  expect(restic.writers).toEqual(all);
});

it('deletes no backup before it: the retention may give up the very one that is restored', async () => {
  const { run: newer } = await bench.call('backup.start', { server, destination });
  await bench.until(newer, ({ endedAt }) => endedAt !== null);
  await bench.call('backup-schedule.save', { server, plan: { schedule: { ...usualSchedule, isOn: false, zone: 'UTC' }, retention: { last: 1, days: 0, weeks: 0, months: 0 }, limits: usualBackupLimits } });
  const run = await start({ kind: 'backup', destination });
  const view = await bench.until(run, ({ endedAt, state }) => endedAt !== null || state === 'failed');
  expect([view.state, restic.snapshots.some(({ tags }) => tags.includes(`set=${set}`))]).toEqual(['done', true]);
});

it('goes on without no step that its safety rests on, and cancelled then has replaced nothing and started ClearML again', async () => {
  restic.fails = { 'files-verified': 61 };
  const run = await start({ kind: 'backup', destination });
  const failed = await bench.until(run, ({ state }) => state === 'failed');
  const skip = (step: string) => bench.call('run.skip', { run, step, shown: failed.steps.find(({ failure }) => failure !== null)!.failure!.id, reason: 'it will do' });
  for (const step of ['backups/files-verified', 'restore/writers-stopped', 'restore/started']) await expect(skip(step)).rejects.toMatchObject({ reason: 'step.unskippable' });
  await expect(skip('restore/mongodb')).rejects.toMatchObject({ reason: 'step.not-stopped' });
  await bench.call('run.cancel', { run });
  await bench.until(run, ({ endedAt }) => endedAt !== null);
  expect([restic.writers, await bench.call('restore.left', { server })]).toEqual([all, null]);
  await expect(bench.call('run.retry', { run })).rejects.toMatchObject({ reason: 'restore.past-its-moment' });
});

it('asks for the backup of what is there before each step that replaces something: it may be gone', async () => {
  restic.before = (name) => (name === 'elasticsearch-restored' ? 61 : undefined);
  const run = await start({ kind: 'backup', destination });
  await bench.until(run, ({ state }) => state === 'failed');
  restic.before = () => undefined;
  restic.snapshots = restic.snapshots.filter(({ tags }) => !(tags.includes(`set=${run}`) && tags.includes('source=files')));
  await bench.call('run.retry', { run });
  const view = await bench.until(run, ({ state, steps }) => state === 'failed' && steps.some(({ failure }) => failure?.sentence.includes('any more') === true));
  expect(view.steps.find(({ id }) => id === 'restore/elasticsearch')?.failure?.sentence).toBe('The backup of what is there now does not lie at its destination any more as it was stored. Nothing is replaced.');
});

it('is not gone on with once ClearML was started since: what was written then is in no backup', async () => {
  restic.before = (name) => (name === 'mongodb-restored' ? 61 : undefined);
  const run = await start({ kind: 'backup', destination });
  await bench.until(run, ({ state }) => state === 'failed');
  await bench.call('run.cancel', { run });
  await bench.until(run, ({ state }) => state === 'cancelled');
  const { run: released } = await bench.call('restore.release', { server });
  await bench.until(released, ({ state, endedAt }) => state === 'done' && endedAt !== null);
  restic.before = () => undefined;
  await expect(bench.call('run.retry', { run, fromStep: 'restore/mongodb' })).rejects.toMatchObject({ reason: 'restore.past-its-moment', remedy: 'Start another restore on the Restore page: it first backs up what is there now.' });
  expect(restic.writers).toEqual(all);
});

it('waits for a nod that says so where somebody has started ClearML by hand meanwhile', async () => {
  restic.before = (name) => (name === 'mongodb-restored' ? 61 : undefined);
  const run = await start({ kind: 'backup', destination });
  await bench.until(run, ({ state }) => state === 'failed');
  restic.before = () => undefined;
  restic.writers.push('apiserver');
  await bench.call('run.retry', { run });
  const view = await bench.until(run, ({ state }) => state === 'waiting');
  const step = view.steps.find(({ id }) => id === 'restore/mongodb')!;
  expect(step.waitsFor?.sentence).toMatch(/ClearML was started after it had been stopped for this restore: what was written since then is in no backup, and is lost\. What was there .+ ago is saved in a backup of its own\. Approve to go on\.$/);
  await bench.call('run.approve', { run, step: step.id, shown: step.waitsFor!.id, at: null, confirm: server });
  expect((await bench.until(run, ({ state, endedAt }) => endedAt !== null || state === 'failed' || state === 'waiting')).state).toBe('done');
});

it('of what is half restored nothing is backed up by the schedule and no older backup is deleted, until a person has ClearML started', async () => {
  await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
  await bench.call('backup-schedule.save', { server, plan: { schedule: { ...usualSchedule, isOn: true, cron: '0 2 29 2 *', zone: 'UTC' }, retention: { last: 1, days: 0, weeks: 0, months: 0 }, limits: usualBackupLimits } });
  const waits = async () => (await bench.call('backup-schedule.get', { server })).waits;
  const backUp = async () => {
    const { run } = await bench.call('backup.start', { server, destination });
    await bench.until(run, ({ endedAt }) => endedAt !== null);
  };
  const stored = (each: string) => restic.snapshots.some(({ tags }) => tags.includes(`set=${each}`));
  expect(await waits()).toBeNull();
  restic.before = (name) => (name === 'mongodb-restored' ? 61 : undefined);
  const run = await start();
  await bench.until(run, ({ state }) => state === 'failed');
  await bench.call('run.cancel', { run });
  await bench.until(run, ({ state }) => state === 'cancelled');
  expect(await waits()).toContain('The last restore stopped half way');
  expect((await bench.call('backup.look', { server, destination })).guard).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'restore', outcome: 'warn' })]));
  // Later runs, by hand, do not hide it.
  await backUp();
  await backUp();
  expect([await waits(), stored(set)]).toEqual([expect.stringContaining('half way'), true]);
  expect(await bench.call('run.list', { server, kind: 'restore', limit: 1 })).toMatchObject([{ id: run }]);
  const { run: released } = await bench.call('restore.release', { server });
  await bench.until(released, ({ state }) => state === 'done');
  expect(await waits()).toBeNull();
  await backUp();
  expect(stored(set)).toBe(false);
});

it('that stopped half way can go on, or back to the backup that it made of what was there before, until either is done', async () => {
  const left = () => bench.call('restore.left', { server });
  expect(await left()).toBeNull();
  restic.before = (name) => (name === 'mongodb-restored' ? 61 : undefined);
  const run = await start({ kind: 'backup', destination });
  await bench.until(run, ({ state }) => state === 'failed');
  const told = { run, left: 'half', safety: { destination, set: run } };
  expect(await left()).toEqual({ ...told, isOpen: true });
  await expect(bench.call('restore.release', { server })).rejects.toMatchObject({ code: 'conflict' });
  await bench.call('run.cancel', { run });
  await bench.until(run, ({ state }) => state === 'cancelled');
  expect(await left()).toEqual({ ...told, isOpen: false });
  // It goes on: while it does, nothing is left.
  await bench.call('run.retry', { run });
  await bench.until(run, ({ state }) => state === 'failed');
  expect(await left()).toEqual({ ...told, isOpen: true });
  await bench.call('run.cancel', { run });
  await bench.until(run, ({ state }) => state === 'cancelled');
  // And back.
  restic.before = () => undefined;
  const before = { server, destination, set: run, parts };
  const { shown } = await bench.call('restore.look', { ...before, safety: null });
  const back = (await bench.call('restore.start', { ...before, safety: waiver, shown, confirm: server })).run;
  await bench.until(back, ({ state, endedAt }) => state === 'done' && endedAt !== null);
  expect([await left(), restic.writers]).toEqual([null, all]);
});

it.each([['restore/writers-stopped', 'writers-stopped'], ['restore/mongodb', 'mongodb-restored']])('cancelled after %s failed, ClearML is started again by itself only where nothing was replaced', async (step, file) => {
  // What is to be stopped is stopped, and then it fails.
  restic.before = (name) => {
    if (name !== file) return undefined;
    restic.before = () => undefined;
    restic.stop();
    return 61;
  };
  const run = await start();
  await bench.until(run, ({ state }) => state === 'failed');
  expect(await states(run)).toContain(`${step} failed`);
  expect(restic.writers).toEqual([]);
  await bench.call('run.cancel', { run });
  await bench.until(run, ({ state }) => state === 'cancelled');
  const said = (await bench.output(run)).map(({ text }) => text).join('\n');
  if (step === 'restore/mongodb') {
    expect(said).toContain('ClearML is stopped, and what it keeps may be half replaced.');
    expect(restic.writers).toEqual([]);
    const { run: released } = await bench.call('restore.release', { server });
    await bench.until(released, ({ state }) => state === 'done');
  } else expect(said).toContain('What was stopped for the restore was started again. Runs and answers again: apiserver fileserver');
  expect(restic.writers).toEqual(all);
});

/** A restore that is cancelled with ClearML stopped and nothing replaced; its start comes to no end. */
async function hangingStart(): Promise<string> {
  restic.before = (name) => (name === 'mongodb-part' ? 61 : undefined);
  const run = await start({ kind: 'backup', destination });
  await bench.until(run, ({ state }) => state === 'failed');
  let isAsked = false;
  const respond = restic.respond;
  fake.respond = (command, process) => {
    if (isAsked || command.kind !== 'script' || !command.file.endsWith('restore/writers-started.sh')) return respond(command, process);
    isAsked = true;
    return new Promise(() => undefined);
  };
  await bench.call('run.cancel', { run });
  await vi.waitFor(() => expect(isAsked).toBe(true), 20_000);
  return run;
}

it('cancelled before it replaced anything, is over only when ClearML runs again, though the console is killed in between', async () => {
  const run = await hangingStart();
  expect((await bench.call('run.get', { run })).endedAt).toBeNull();
  fake.cut();
  await bench.restart();
  expect([(await bench.until(run, ({ endedAt }) => endedAt !== null)).state, restic.writers]).toEqual(['cancelled', all]);
});

it('cancelled before it replaced anything, leaves ClearML stopped where an earlier one has half replaced it', async () => {
  restic.before = (name) => (name === 'mongodb-restored' ? 61 : undefined);
  const first = await start();
  await bench.until(first, ({ state }) => state === 'failed');
  await bench.call('run.cancel', { run: first });
  await bench.until(first, ({ state }) => state === 'cancelled');
  restic.writers.push('apiserver');
  restic.before = (name) => (name === 'mongodb-part' ? 61 : undefined);
  const second = await start({ kind: 'backup', destination });
  await bench.until(second, ({ state }) => state === 'failed');
  await bench.call('run.cancel', { run: second });
  await bench.until(second, ({ state, endedAt }) => state === 'cancelled' && endedAt !== null);
  expect([restic.writers, await bench.call('restore.left', { server })]).toEqual([[], expect.objectContaining({ run: first, left: 'half' })]);
});

it('half done is not forgotten over any number of runs that stop nothing', async () => {
  restic.before = (name) => (name === 'mongodb-restored' ? 61 : undefined);
  const run = await start();
  await bench.until(run, ({ state }) => state === 'failed');
  await bench.call('run.cancel', { run });
  await bench.until(run, ({ state }) => state === 'cancelled');
  const { runs } = bench.work.repositories;
  for (let i = 0; i < 51; i++) {
    const id = newId();
    await runs.add({ id, serverId: bench.serverId, serverName: server, kind: 'restore', title: 'Install restic', actor: 'ada', planId: null, inputsHash: 'h', rebootAt: null, inputs: secret('{}'), steps: [{ stepId: 'backups/restic-installed', title: 'Install restic', chapter: 'Backups', guide: null, departure: null, usually: 1, interruptible: true, approved: [] }] }, bench.clock.now());
    await runs.commit(id, { run: { expect: 'queued', state: 'done', endedAt: bench.clock.now() } }, bench.clock.now());
  }
  expect(await bench.call('restore.left', { server })).toMatchObject({ run, left: 'half' });
  expect((await bench.call('backup.look', { server, destination })).guard).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'restore' })]));
});

it('says before a name is typed that another run is open, and so does a drill', async () => {
  restic.before = (name) => (name === 'mongodb-restored' ? 61 : undefined);
  const run = await start();
  await bench.until(run, ({ state }) => state === 'failed');
  const refusal = { outcome: 'refuse', message: 'Another run is open on this server: Restore ClearML.', remedy: 'Let it end, or cancel it; then look again.' };
  expect((await look()).findings[0]).toEqual(refusal);
  expect((await bench.call('drill.look', { server, set })).findings[0]).toEqual(refusal);
});

it('one file that can not be put back blocks nothing, and can be tried again', async () => {
  restic.before = (name) => (name === 'file-restored' ? 61 : undefined);
  const { run } = await bench.call('restore.file', { server, destination, set, path: '/a/model' });
  const view = await bench.until(run, ({ endedAt }) => endedAt !== null);
  expect([view.state, view.kind, await bench.work.repositories.runs.openOf(bench.serverId)]).toEqual(['failed', 'file', null]);
  expect((await bench.output(run)).at(-1)?.text).toBe('Put a file back: it has ended. No file that was there is changed. Nothing is blocked by it.');
  restic.before = () => undefined;
  await bench.call('run.retry', { run });
  await bench.until(run, ({ state }) => state === 'done');
});

describe('on a server that a fresh console knows', () => {
  const elsewhere = (value_: string) => bench.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path: '/mnt/backup' }, passphrase: value(value_), holdsBackups: true } });
  let passphrase: string;
  beforeEach(async () => {
    passphrase = restic.repository!.passphrase;
    await bench.call('backup-destination.remove', { server, destination, confirm: server });
    expect(await bench.call('backup-set.list', { server })).toEqual([]);
  });

  it('backups that were made elsewhere are found by place and passphrase alone, restored, and never pruned', async () => {
    await expect(elsewhere('another passphrase')).rejects.toMatchObject({ reason: 'backup.wrong-passphrase', field: 'destination.passphrase' });
    ({ id: destination } = (await elsewhere(passphrase)).destination);
    expect(await bench.call('backup-destination.list', { server })).toMatchObject([{ id: destination, repositoryId: restic.repository!.id }]);
    expect(await bench.call('restore.find', { server, destination })).toMatchObject([{ set, server: 'one', startedAt: restic.snapshots[0]!.time, known: null }]);
    const others = restic.snapshots.map(({ id }) => id);
    const run = await start({ kind: 'backup', destination });
    await bench.until(run, ({ state, endedAt }) => state === 'done' && endedAt !== null);
    // What is known here is the safety backup; of the other one a retention that keeps nothing knows nothing.
    expect((await bench.call('backup-set.list', { server })).map(({ id }) => id)).toEqual([run]);
    await bench.call('backup-schedule.save', { server, plan: { schedule: { ...usualSchedule, isOn: false, zone: 'UTC' }, retention: { last: 1, days: 0, weeks: 0, months: 0 }, limits: usualBackupLimits } });
    for (let i = 0; i < 2; i++) {
      const next = (await bench.call('backup.start', { server, destination })).run;
      await bench.until(next, ({ state, endedAt }) => state === 'done' && endedAt !== null);
    }
    expect(restic.snapshots.map(({ id }) => id)).toEqual(expect.arrayContaining(others));
    // What the restore itself has made before it is the way back, and stays.
    expect((await bench.call('backup-set.list', { server })).length).toBeLessThan(4);
  });

  it('nothing is added where no backups lie, and restic is installed where there is none', async () => {
    const repository = restic.repository;
    restic.repository = null;
    await expect(elsewhere(passphrase)).rejects.toMatchObject({ reason: 'backup.no-repository' });
    expect(await bench.call('backup-destination.list', { server })).toEqual([]);
    restic.repository = repository;
    const { run } = await bench.call('restore.prepare', { server });
    expect((await bench.until(run, ({ endedAt }) => endedAt !== null)).steps.map(({ id, state }) => [id, state])).toEqual([['backups/restic-installed', 'in-place']]);
  });
});
