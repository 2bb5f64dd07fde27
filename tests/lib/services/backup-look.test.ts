import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { canStart } from '@/lib/contract/backup-look';
import { secret } from '@/lib/core/secret';
import { found } from '../../support/canaries';
import { FakeServer, type Respond } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
let restic: FakeRestic;
let fake: FakeServer;
let server: string;
let destination: string;
let made: string;
const look = () => bench.call('backup.look', { server, destination });
const start = async (shown?: string) => (await bench.call('backup.start', { server, destination, ...(shown === undefined ? {} : { shown }) })).run;
const ended = (run: string) => bench.until(run, ({ endedAt }) => endedAt !== null, 'its end');
/** What scripts answer instead, by their names. */
let answers: Record<string, string>;
const respond: Respond = (command, process) => {
  const isOfIndices = command.kind === 'script' && command.args.some((arg) => arg.includes('/_cat/indices'));
  const name = isOfIndices ? 'indices' : command.kind === 'script' ? command.file.replace(/.*\/|\.(?:sh|pl)$/g, '') : command.kind === 'exec' ? command.argv.join(' ') : '';
  if (answers[name] === undefined) return restic.respond(command, process);
  process.out(`${answers[name]}\n`);
  return 0;
};
const container = (service: string, state = 'running') => ({ Names: [`/${service}`], Labels: { 'com.docker.compose.service': service }, State: state, Status: '' });
const elastic = (places: object, status = 'green', running: readonly object[] = []) => `answer\n{"status":"${status}"}\n=== 200\n${JSON.stringify({ nodes: { a: { settings: places } } })}\n=== 200\n${JSON.stringify({ snapshots: running })}\n=== 200`;
const placed = { path: { repo: '/usr/share/elasticsearch/snapshots' } };
/** The place for backups, and the data, which lie on one disk. */
const places = (place: string, now = restic.now()) => (answers['destination-place'] = `now ${now}\nplace ${place}\ndata 1 yes 9 10 /dev/vda\ndata 1 yes 9 10 /dev/vda`);
const mounts = (fstab: string) => `{"filesystems":[{"target":"/","source":"/dev/vda1","fstype":"ext4","options":"rw","size":1,"avail":1}]}\n=== fstab\n${fstab}\n=== units\n=== paths`;

beforeEach(async () => {
  restic = new FakeRestic();
  answers = {};
  fake = new FakeServer(respond);
  bench = await RunBench.open([]);
  restic.now = () => Math.round(bench.clock.now());
  bench.connect = () => fake.connect();
  server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
  const saved = await bench.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { action: 'make' } } });
  [destination, made] = [saved.destination.id, saved.made!];
  await bench.call('backup-destination.kept', { server, destination, passphrase: made });
});
afterEach(() => bench.close());

it('says what a first backup does, plans what can be planned, and changes nothing', async () => {
  const told = await look();
  expect(told).toMatchObject({ destination, guard: [], blockers: [], lastTook: null });
  expect(told.will).toEqual([
    'Makes the repository in /mnt/backup, encrypted with its passphrase.',
    "Stores MongoDB, Elasticsearch, the configuration and the file server's files, and reads each of them back.",
    'Writes the manifest last: with it the backup is complete. ClearML goes on meanwhile, and none of its data is changed.',
  ]);
  expect(told.steps.filter(({ isLater }) => isLater).map(({ id }) => id)).toEqual(['backups/mongodb-verified', 'backups/elasticsearch-verified', 'backups/configuration-verified', 'backups/files-verified', 'backups/manifest']);
  expect(told.steps.find(({ id }) => id === 'backups/mongodb')!.commands[0]!.text).toContain('<the run’s id>');
  expect([restic.repository, restic.snapshots.length, fake.lock, await bench.call('backup-set.list', { server })]).toEqual([null, 0, null, []]);
  expect(found(JSON.stringify([told, await bench.test.database.audit.findMany()]), { passphrase: made })).toEqual([]);
});

it('warns where nobody confirmed that the passphrase was kept, as after it was changed', async () => {
  await bench.work.repositories.backupDestinations.edit(destination, { passphrase: secret('another long passphrase') });
  const told = await look();
  expect(told.guard).toMatchObject([{ kind: 'passphrase', outcome: 'warn', message: expect.stringContaining('Nobody confirmed that the passphrase of /mnt/backup was kept.') as string }]);
  expect(canStart(told)).toBe(true);
});

it('shows once how Elasticsearch is recreated; who has seen it is not asked again, and who has not is', async () => {
  answers['docker-list'] = JSON.stringify([container('mongo'), container('elasticsearch'), container('webserver', 'exited')]);
  answers.inside = elastic({});
  const told = await look();
  expect(told.will).toContain('Elasticsearch is recreated. For about a minute ClearML answers with errors, and what agents report meanwhile can be lost.');
  expect(told.will.at(-1)).toBe('Writes the manifest last: with it the backup is complete. None of its data is changed.');
  expect(told.guard.map(({ outcome, message }) => `${outcome}: ${message}`)).toEqual(['warn: Not running: webserver. A backup does without.']);
  expect(canStart(told)).toBe(true);

  const waits = await start();
  expect((await bench.until(waits, ({ state }) => state === 'waiting')).steps.find(({ state }) => state === 'waiting')?.id).toBe('backups/elasticsearch-path-repo');
  expect((await look()).blockers[0]).toBe('Another run is open on this server. Let it end, or cancel it.');
  await bench.call('run.cancel', { run: waits });
  await ended(waits);

  await expect(start('of something else')).rejects.toMatchObject({ reason: 'shown.other' });
  const plain = fake.respond;
  fake.respond = (command, process) => {
    if (command.kind === 'script' && command.file.endsWith('/elasticsearch-recreated.sh')) answers.inside = elastic(placed);
    return plain(command, process);
  };
  expect((await ended(await start((await look()).shown))).state).toBe('done');
});

it('tells what a backup took, and refuses one that finds no room: files that are stored already are not sent again', async () => {
  await ended(await start());
  const told = await look();
  expect(told.lastTook).toBeGreaterThan(0);
  expect(told.will).toHaveLength(2);
  places('2 yes 1848 10 /dev/vdb');
  expect((await look()).guard).toEqual([]);
  places('2 yes 1847 10 /dev/vdb');
  expect((await look()).guard).toMatchObject([{ kind: 'space', outcome: 'refuse' }]);
  await expect(start()).rejects.toMatchObject({ code: 'conflict', reason: 'backup.refused', message: expect.stringContaining('No backup was started. The destination has 1.8 KiB free') as string });
});

it.each<[string, () => void, string[], string[]]>([
  ['red', () => (answers.inside = elastic(placed, 'red')), [], ['Elasticsearch is red: it lacks data, and a snapshot would lack them, too. Bring it back to yellow or green first; see its findings on the health page.']],
  ['another snapshot', () => (answers.inside = elastic(placed, 'green', [{ snapshot: 'nightly', repository: 'theirs' }])), [], ['Elasticsearch makes the snapshot "nightly" in the repository "theirs" just now. Wait until that has ended, then try again.']],
  ['its own that was left', () => (answers.inside = elastic(placed, 'green', [{ snapshot: 'groundcrew-x', repository: 'groundcrew' }])), [], []],
  ['MongoDB down', () => (answers['docker-list'] = JSON.stringify([container('mongo', 'exited')])), [], ['No container of MongoDB runs in the project in /opt/allegro. Start ClearML first.']],
  ['not mounted', () => (answers.mounts = mounts('{"filesystems":[{"target":"/mnt/backup","source":"LABEL=x","options":"defaults"}]}')), ['refuse mounted'], []],
  ['read-only, beside the data, a clock behind', () => places('1 no 99 10 /dev/vda', restic.now() - 90_000_000), ['refuse writable', 'warn apart', 'warn clock'], []],
  ['a first one of which nobody knows the size', () => places('2 yes 11 10 /dev/vdb'), ['warn space'], []],
  ["no room for Elasticsearch's copy", () => (answers.indices = 'answer\n[{"index":"events","store.size":"8100","docs.count":"1"},{"index":".geoip","store.size":"900000","docs.count":"1"}]\n=== 200'), ['warn space'], []],
  ['room for it', () => (answers.indices = 'answer\n[{"index":"events","store.size":"7000","docs.count":"1"}]\n=== 200'), [], []],
  ['no answer about the place', () => (answers['destination-place'] = ''), ['refuse writable', 'warn apart', 'refuse space', 'warn clock'], []],
])('judges %s on the page and once more at the start', async (_, arrange, guard, blockers) => {
  arrange();
  const told = await look();
  expect([told.guard.map(({ outcome, kind }) => `${outcome} ${kind}`), told.blockers]).toEqual([guard, blockers]);
  if (canStart(told)) return;
  await expect(start(told.shown)).rejects.toMatchObject({ reason: 'backup.refused' });
  expect(await bench.call('run.list', { server })).toEqual([]);
});
