import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usualSchedule } from '@/lib/contract/backup-schedule';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { found } from '../../support/canaries';
import { FakeServer } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
let restic: FakeRestic;
let fake: FakeServer;
let server: string;
const set = (value: string) => ({ action: 'set' as const, value });
const place = { kind: 'directory' as const, path: '/mnt/backup' };
const save = (more: object = {}) => bench.call('backup-destination.save', { server, destination: { id: null, place, passphrase: { action: 'make' as const }, ...more } });
const sets = () => bench.call('backup-set.list', { server });
const destinations = () => bench.call('backup-destination.list', { server });
const ended = (run: string) => bench.until(run, ({ endedAt }) => endedAt !== null, 'its end');
const said = async (run: string) => (await bench.output(run)).map(({ text }) => text);

beforeEach(async () => {
  restic = new FakeRestic();
  fake = new FakeServer(restic.respond);
  bench = await RunBench.open([]);
  bench.connect = () => fake.connect();
  server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
});
afterEach(() => bench.close());
async function start(): Promise<string> {
  const { destination } = await save();
  return (await bench.call('backup.start', { server, destination: destination.id })).run;
}

describe('a backup', () => {
  it('stores, reads back and counts once the server was asked, and tells its passphrase to nobody but who had it made', async () => {
    const { destination, made } = await save();
    expect(made).toMatch(/^[A-Za-z0-9]{24}$/);
    const { run } = await bench.call('backup.start', { server, destination: destination.id });
    const view = await ended(run);
    expect(view).toMatchObject({ kind: 'backup', state: 'done', title: 'Back up ClearML' });
    expect(view.steps.map(({ id, state }) => `${id} ${state}`)).toEqual(['backups/restic-installed in-place', 'backups/repository done', 'backups/elasticsearch-path-repo in-place', 'backups/mongodb done', 'backups/mongodb-verified done', 'backups/elasticsearch done', 'backups/elasticsearch-verified done', 'backups/configuration done', 'backups/configuration-verified done', 'backups/files done', 'backups/files-verified done', 'backups/manifest done', 'backups/runbook done', 'backups/prune in-place']);
    expect(await sets()).toMatchObject([{ id: run, run, destination: destination.id, state: 'complete', bytes: 2240, parts: [{ source: 'mongodb', state: 'complete', bytes: 1000 }, { source: 'elasticsearch', state: 'complete', bytes: 500 }, { source: 'configuration', state: 'complete', bytes: 40 }, { source: 'files', state: 'complete', bytes: 700 }], verifiedAt: restic.snapshots[7]!.time, provenAt: null }]);
    expect((await bench.work.repositories.backupSets.get(run))?.manifest).toMatchObject({ version: 1, server, parts: [{ source: 'mongodb', snapshot: restic.snapshots[0]!.id }, { source: 'elasticsearch', snapshot: restic.snapshots[2]!.id, verified: { documents: 12, indices: [{ name: 'events', documents: 12 }, { name: 'old', documents: null }] } }, { source: 'configuration', snapshot: restic.snapshots[4]!.id }, { source: 'files', snapshot: restic.snapshots[6]!.id }] });
    expect(await bench.call('backup-set.get', { server, set: run, destination: destination.id })).toMatchObject({ id: run, run, destination: destination.id, startedAt: (await sets())[0]!.startedAt, contents: { clearml: '3.25.0', mongodb: { collections: 3, documents: 12 }, elasticsearch: { indices: 2, documents: 12 }, files: 10 } });
    expect(await bench.call('backup-set.get', { server, set: 'z'.repeat(20) })).toBeNull();
    expect(await destinations()).toMatchObject([{ repositoryId: restic.repository!.id, passphrase: { isSet: true } }]);
    expect(restic.repository!.passphrase).toBe(made);
    expect((await said(run)).at(-2)).toBe('The server was asked back: the backup is complete, 2.2 KiB.');
    expect(fake.lock).toBeNull();
    expect((await bench.work.repositories.servers.byId(bench.serverId))?.state).toBe('installed');
    const views = [view, await said(run), await destinations(), await sets(), await bench.call('activity.list', { limit: 50 }), bench.events];
    const stored = [await bench.test.database.run.findMany(), await bench.test.database.attempt.findMany(), await bench.test.database.audit.findMany(), await bench.test.database.backupDestination.findMany()];
    expect(found(JSON.stringify([views, stored]), { passphrase: made! })).toEqual([]);
  });

  it('that failed is incomplete, blocks nothing, and goes on when it is asked to', async () => {
    restic.fails = { 'mongodb-verified': 61 };
    const run = await start();
    expect((await ended(run)).state).toBe('failed');
    expect(await sets()).toMatchObject([{ id: run, state: 'incomplete', parts: [{ source: 'mongodb', state: 'incomplete', bytes: 900 }, { source: 'elasticsearch', state: 'incomplete', bytes: 0 }, { source: 'configuration', state: 'incomplete', bytes: 0 }, { source: 'files', state: 'incomplete', bytes: 0 }], verifiedAt: null }]);
    expect((await said(run)).slice(-2)).toEqual(['The backup is incomplete and counts for nothing: MongoDB, Elasticsearch, the configuration, and the file server are not stored and read back.', 'Back up ClearML: it has ended. It counts for nothing until it is complete; Retry goes on with it. Nothing is blocked by it.']);
    expect([fake.lock, await bench.work.repositories.runs.openOf(bench.serverId)]).toEqual([null, null]);
    await expect(bench.call('run.skip', { run, step: 'backups/mongodb-verified', shown: 'x', reason: 'it will do' })).rejects.toMatchObject({ reason: 'run.aside' });
    // The settings were saved meanwhile: it is still a backup to the same place.
    await bench.call('settings.save', { server, settings: { access: { kind: 'http', address: '127.0.0.1' }, supportPassword: set('support password') } });
    await bench.call('run.retry', { run });
    await bench.until(run, ({ state }) => state === 'done');
    expect(await sets()).toMatchObject([{ id: run, state: 'complete' }]);
    expect(restic.snapshots).toHaveLength(9);
  });

  it('does not count by its steps alone: a manifest that names something else makes it incomplete', async () => {
    restic.before = (file) => {
      if (file === 'restic-manifest') restic.manifest = restic.manifest.replace(/"snapshot":"0+1"/, `"snapshot":"${'e'.repeat(64)}"`);
      return undefined;
    };
    const run = await start();
    expect((await ended(run)).state).toBe('done');
    expect(await sets()).toMatchObject([{ state: 'incomplete' }]);
    expect((await said(run)).at(-2)).toBe('The backup is incomplete and counts for nothing: it has no manifest that names its parts.');
  });

  it('is not over while the server can not be asked what is stored', async () => {
    const away = new GroundcrewError({ code: 'unreachable', reason: 'connection.lost', message: 'The server is away.' });
    restic.before = (file) => {
      if (file !== 'restic-manifest') return undefined;
      fake.refuse = away;
      fake.cut();
      return 1;
    };
    const run = await start();
    await bench.until(run, ({ state }) => state === 'unknown', 'a lost connection');
    expect(await sets()).toMatchObject([{ state: 'incomplete', endedAt: null }]);
    restic.before = () => undefined;
    fake.refuse = null;
    await bench.until(run, ({ state }) => state === 'done');
    expect(await sets()).toMatchObject([{ state: 'complete' }]);
  });

  it('is not over while the server can not tell what is stored, also after a restart of the console, and is complete then', async () => {
    let asked = 0;
    restic.before = (file) => (file === 'restic-manifest' && ++asked < 6 ? 1 : undefined);
    const run = await start();
    await vi.waitFor(() => expect(asked).toBeGreaterThan(1), 20_000);
    expect(await sets()).toMatchObject([{ state: 'incomplete', endedAt: null }]);
    await bench.restart();
    await bench.until(run, ({ state, endedAt }) => state === 'done' && endedAt !== null);
    expect(await sets()).toMatchObject([{ state: 'complete' }]);
    expect((await said(run)).filter((text) => text.startsWith('It is not known yet whether the backup is complete: '))).toHaveLength(2);
  });

  it('of which nothing could be told at its end is not given up, and counts once the next one has asked', async () => {
    restic.before = (file) => (file === 'restic-manifest' ? 1 : undefined);
    const first = await start();
    expect((await ended(first)).state).toBe('done');
    expect((await said(first)).at(-2)).toContain('It is not known whether the backup is complete, so it counts for nothing until the next one asks again.');
    expect(await sets()).toMatchObject([{ state: 'incomplete', parts: [] }]);
    // Its manifest is another snapshot's: of the first nothing can be told yet, and it stays beside a newer one that is complete.
    const told = restic.manifest;
    const [manifest] = restic.snapshots.filter(({ tags }) => tags.includes('source=manifest'));
    const respond = restic.respond;
    fake.respond = (command, process) => (command.kind === 'script' && command.file.endsWith('/restic-manifest.sh') && command.args[1] === manifest!.id ? 1 : respond(command, process));
    restic.before = () => undefined;
    const destination = (await destinations())[0]!.id;
    await bench.call('backup-schedule.save', { server, plan: { schedule: { ...usualSchedule, isOn: false, zone: 'UTC' }, retention: { last: 3, days: 0, weeks: 0, months: 0 }, limits: usualBackupLimits } });
    await ended((await bench.call('backup.start', { server, destination })).run);
    expect((await sets()).map(({ state }) => state)).toEqual(['complete', 'incomplete']);
    expect(restic.snapshots).toContain(manifest);
    fake.respond = (command, process) => {
      if (command.kind !== 'script' || !command.file.endsWith('/restic-manifest.sh') || command.args[1] !== manifest!.id) return respond(command, process);
      process.out(told);
      return 0;
    };
    await ended((await bench.call('backup.start', { server, destination })).run);
    expect((await sets()).map(({ state }) => state)).toEqual(['complete', 'complete', 'complete']);
  });

  it('is asked for once more by a console whose predecessor was killed before the run had ended', async () => {
    let isDead = false;
    const database = new Proxy(bench.test.database, {
      get(target, name) {
        if (isDead) return () => Promise.reject(new Error('killed'));
        const value = Reflect.get(target, name) as unknown;
        if (name !== 'backupSet') return value;
        // Killed once the set is stored as ended; the run is still open then.
        const updateMany = async (change: never) => {
          const result = await target.backupSet.updateMany(change);
          isDead = result.count > 0;
          return result;
        };
        return new Proxy(value as object, { get: (model, method) => (method === 'updateMany' ? updateMany : (Reflect.get(model, method) as unknown)) });
      },
    });
    await bench.restart(database);
    const run = await start();
    await vi.waitFor(() => expect(isDead).toBe(true), 20_000);
    expect(await bench.test.database.run.findUnique({ where: { id: run } })).toMatchObject({ state: 'running', endedAt: null });
    await bench.restart();
    expect((await bench.until(run, ({ endedAt }) => endedAt !== null)).state).toBe('done');
    expect(await sets()).toMatchObject([{ id: run, state: 'complete' }]);
    expect([fake.lock, restic.snapshots.length]).toEqual([null, 9]);
  });

  it('makes no second repository where the first one is gone', async () => {
    const run = await start();
    await ended(run);
    restic.repository = null;
    await expect(bench.call('backup.start', { server, destination: (await destinations())[0]!.id })).rejects.toMatchObject({ reason: 'backup.refused', message: expect.stringContaining('The repository to which the backups went before is not in /mnt/backup. See whether the right disk is mounted there.') as string });
    expect(restic.repository).toBeNull();
    expect((await sets()).map(({ state }) => state)).toEqual(['complete']);
  });

  it('keeps its destination as it is while it is under way, and ends when it is cancelled', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<number>((resolve) => (release = () => resolve(0)));
    fake.respond = (command, process) => (command.kind === 'script' && command.file.endsWith('/mongodb-part.sh') ? held : restic.respond(command, process));
    const run = await start();
    await bench.until(run, ({ steps }) => steps.find(({ id }) => id === 'backups/mongodb')?.state === 'running');
    expect(await sets()).toMatchObject([{ id: run, state: 'incomplete', endedAt: null }]);
    const [destination] = await destinations();
    await expect(save({ id: destination!.id, passphrase: set('another good passphrase') })).rejects.toMatchObject({ reason: 'backup.run-open' });
    await expect(bench.call('backup-destination.remove', { server, destination: destination!.id, confirm: server })).rejects.toMatchObject({ reason: 'backup.run-open' });
    await expect(bench.call('backup.start', { server, destination: destination!.id })).rejects.toMatchObject({ reason: 'run.open' });
    await bench.call('run.cancel', { run });
    expect((await ended(run)).state).toBe('cancelled');
    release();
    expect(await sets()).toMatchObject([{ state: 'incomplete', endedAt: expect.any(String) as string }]);
    await bench.call('backup-destination.remove', { server, destination: destination!.id, confirm: server });
    await bench.call('run.retry', { run });
    expect((await bench.until(run, ({ state, endedAt }) => state === 'failed' && endedAt !== null)).sentence).toContain('The destination of this backup was removed.');
    expect(await sets()).toEqual([]);
  });
});

describe('a destination', () => {
  it.each(['/opt/allegro/backup', '/opt/clearml', '/etc/backup'])('is not %s', async (path) => {
    await expect(save({ place: { ...place, path } })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it("is nothing of the server's own, wherever its compose files say that it lies", async () => {
    const text = 'services:\n  mongo:\n    image: mongo\n    volumes:\n      - /data/clearml/mongo/:/data/db\n      - /:/host:ro\n';
    await bench.call('materials.put', { server, file: { slot: 'compose', fileName: 'docker-compose.yml', base64: Buffer.from(text).toString('base64') } });
    for (const path of ['/data/clearml/mongo/backup', '/data/clearml']) await expect(save({ place: { ...place, path } })).rejects.toMatchObject({ field: 'destination.place.path', reason: 'backup.directory' });
    expect((await save({ place: { ...place, path: '/data/backup' } })).destination.place).toEqual({ kind: 'directory', path: '/data/backup' });
  });

  it('is given a new passphrase only when that opens what lies there', async () => {
    const { destination, made } = await save({ passphrase: set('the first passphrase') });
    const change = (value: string) => save({ id: destination.id, passphrase: set(value) });
    const stored = async () => (await bench.work.repositories.backupDestinations.passphrase(destination.id)).reveal();
    expect([made, await stored()]).toEqual([null, 'the first passphrase']);
    await change('before anything lies there');
    expect(await stored()).toBe('before anything lies there');
    await ended((await bench.call('backup.start', { server, destination: destination.id })).run);
    await expect(change('one that opens nothing')).rejects.toMatchObject({ field: 'destination.passphrase', reason: 'backup.wrong-passphrase' });
    const { repository } = restic;
    restic.repository = null;
    await expect(change('one that opens nothing')).rejects.toMatchObject({ reason: 'backup.untold' });
    restic.repository = { ...repository!, id: 'e'.repeat(64), passphrase: 'one that opens another' };
    await expect(change('one that opens another')).rejects.toMatchObject({ reason: 'backup.untold' });
    expect(await stored()).toBe('before anything lies there');
    restic.repository = { ...repository!, passphrase: 'changed by hand on it' };
    expect((await change('changed by hand on it')).made).toBeNull();
    expect(await stored()).toBe('changed by hand on it');
  });

  it('moves only to where its repository lies, for its backups are told of there', async () => {
    const { destination } = await save({ passphrase: set('the first passphrase') });
    const move = (path: string) => save({ id: destination.id, passphrase: { action: 'keep' }, place: { ...place, path } });
    const lies = async () => (await destinations()).map(({ place: at, repositoryId }) => [at.kind === 'directory' ? at.path : at.kind, repositoryId]);
    await move('/mnt/empty');
    await ended((await bench.call('backup.start', { server, destination: destination.id })).run);
    const { repository } = restic;
    for (const other of [null, { ...repository!, id: 'e'.repeat(64) }]) {
      restic.repository = other;
      await expect(move('/mnt/other')).rejects.toMatchObject({ reason: 'backup.untold' });
    }
    expect(await lies()).toEqual([['/mnt/empty', repository!.id]]);
    restic.repository = repository;
    await move('/mnt/other');
    expect(await lies()).toEqual([['/mnt/other', repository!.id]]);
  });

  it('elsewhere is tried as it is saved; its secret is told to nobody, and is entered again before another host is given it', async () => {
    const far = { kind: 's3' as const, endpoint: 'https://s3.example.com', bucket: 'clearml-backups', prefix: '', region: '', keyId: 'one' };
    restic.repository = { id: 'f'.repeat(64), passphrase: 'of somebody else' };
    await expect(save({ place: far, secret: set('canary-of-the-key') })).rejects.toMatchObject({ reason: 'backup.wrong-passphrase' });
    restic.repository = null;
    const { destination } = await save({ place: far, secret: set('canary-of-the-key') });
    expect(destination).toMatchObject({ place: far, secret: { isSet: true } });
    const { run } = await bench.call('backup.start', { server, destination: destination.id });
    expect((await ended(run)).state).toBe('done');
    expect(await sets()).toMatchObject([{ id: run, state: 'complete' }]);
    const edit = (place: object, more: object = {}) => save({ id: destination.id, place, passphrase: { action: 'keep' }, ...more });
    await expect(edit({ ...far, endpoint: 'https://elsewhere.example.com' })).rejects.toMatchObject({ field: 'destination.secret', reason: 'backup.no-secret' });
    expect((await edit(far)).destination).toMatchObject({ place: far, secret: { isSet: true }, repositoryId: 'f'.repeat(64) });
    const seen = [await bench.call('run.get', { run }), await said(run), await destinations(), await bench.call('activity.list', { limit: 50 }), bench.events, await bench.test.database.run.findMany(), await bench.test.database.attempt.findMany(), await bench.test.database.audit.findMany(), await bench.test.database.backupDestination.findMany()];
    expect(found(JSON.stringify(seen), { key: 'canary-of-the-key' })).toEqual([]);
    await expect(bench.call('backup-destination.host-keys', { server, host: 'nas.example.com', port: 22 })).rejects.toMatchObject({ reason: 'backup.no-host-key' });
  });

  it('is of one server, one for each place, and goes only when the name of the server is typed', async () => {
    const { destination } = await save();
    await expect(save()).rejects.toMatchObject({ reason: 'backup.same-place' });
    await bench.work.repositories.servers.add(newId(), { name: 'other', address: '192.0.2.9', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, bench.clock.now());
    const no = { reason: 'backup.no-destination' };
    await expect(bench.call('backup.start', { server: 'other', destination: destination.id })).rejects.toMatchObject(no);
    await expect(bench.call('backup-destination.remove', { server: 'other', destination: destination.id, confirm: 'other' })).rejects.toMatchObject(no);
    await expect(bench.call('backup-destination.save', { server: 'other', destination: { id: destination.id, place } })).rejects.toMatchObject(no);
    await expect(bench.call('backup-destination.remove', { server, destination: destination.id, confirm: 'yes' })).rejects.toMatchObject({ field: 'confirm' });
    await bench.call('backup-destination.remove', { server, destination: destination.id, confirm: server });
    expect(await destinations()).toEqual([]);
  });
});
