import { afterEach, expect, it, vi } from 'vitest';
import { oldLogs } from '@/lib/guide/insides/old-logs';
import { unusedImages } from '@/lib/guide/insides/unused-images';
import type { Answer, Host } from '@/lib/shell/host';
import type { Command } from '@/lib/shell/command';
import { RunBench } from '../../support/run-bench';
import { findingOf, installed, untilHealth } from '../../support/watch-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: RunBench;
afterEach(() => bench.close());

const id = (letter: string) => `sha256:${letter.repeat(64)}`;
const images = [
  { Id: id('a'), RepoTags: ['allegroaienterprise/server:3.27'], RepoDigests: [`allegroaienterprise/server@${id('1')}`], Size: 2_000_000_000, SharedSize: 0 },
  { Id: id('b'), RepoTags: ['allegroaienterprise/server:3.28'], RepoDigests: [`allegroaienterprise/server@${id('2')}`], Size: 3_000_000_000, SharedSize: 0 },
];
const containers = [{ Id: '1'.repeat(64), Names: ['/allegro-apiserver'], Image: 'allegroaienterprise/server:3.28', ImageID: id('b') }];
const files = '/opt/allegro/data/fileserver';
const df = (path: string, used: number, free: number, target: string) => `${used + free} ${used} ${free} 1000 900 ext4 ${path} ${target}\n`;

const listing = (now: number, lines: readonly string[]) => Buffer.from([String(Math.floor(now / 1000)), ...lines].map((line) => `${line}\0`).join('')).toString('base64');
/** Answers of the scripts by name; the others say nothing. */
const answers = (now: number): Record<string, string> => ({
  'file-systems': `${['/', '/opt/allegro/data/elastic7plus', '/opt/allegro/logs', files].map((path) => df(path, 60e9, 40e9, '/')).join('')}${df('/var/lib/docker', 30e9, 70e9, '/var/lib/docker')}=== mounts\n`,
  inside: 'answer\n[{"index":"events-log-x","store.size":"4000000000","docs.count":"7"}]\n=== 200\n',
  docker: `client 27.3.1\ninfo ${JSON.stringify({ ServerVersion: '27.3.1', DockerRootDir: '/var/lib/docker', Driver: 'overlay2' })}\n`,
  'image-space': `${JSON.stringify(images)}\n=== containers\n${JSON.stringify(containers)}\n`,
  'log-space': `5000000 ${Math.floor(now / 1000) - 40 * 86_400}.5 apiserver/old.log\n4000000 ${Math.floor(now / 1000) - 20 * 86_400}.5 apiserver/apiserver.log.1\n6000000 ${Math.floor(now / 1000)}.0 apiserver/new.log\n=== 3 15000000\n=== clearml 0\n7000000 ${Math.floor(now / 1000)}.0 ${'1'.repeat(64)}/x-json.log\n=== 1 7000000\n=== docker 0\n=== end\n`,
  'old-logs': listing(now, [`2049 77 5000000 ${Math.floor(now / 1000) - 20 * 86_400}.5 apiserver/apiserver.log.1`]),
  'top-folders': `9000000\t${files}\n8000000\t${files}/Vision\n=== 124\n`,
});

const nameOf = (command: Command): string => ('file' in command ? /([^/]+)\.(?:sh|pl)$/.exec(command.file)?.[1] ?? '' : '');

/** Scripts answer as given; `onAsk` may make one wait. */
async function open(change: Record<string, string> = {}, onAsk: (name: string) => Promise<void> = () => Promise.resolve()) {
  bench = await RunBench.open([], 200, undefined, { probes: [unusedImages, oldLogs] });
  const told = { ...answers(bench.clock.now()), ...change };
  const asked: string[] = [];
  const own = bench.server.connect.bind(bench.server);
  bench.server.connect = async () => {
    const host = await own();
    const ask = async (commands: readonly Command[]): Promise<Answer[]> => Promise.all(commands.map(async (command) => {
      asked.push(nameOf(command));
      await onAsk(nameOf(command));
      return { exitCode: 0, stdout: told[nameOf(command)] ?? '', stderr: '', truncated: false, timedOut: false };
    }));
    return { ...host, ask: async (commands: readonly Command[], options?: Parameters<Host['ask']>[1]) => (commands.some((command) => nameOf(command) in told) ? ask(commands) : host.ask(commands, options)) };
  };
  const server = (await bench.work.repositories.servers.byId(bench.serverId))!.name;
  await bench.call('materials.put', { server, file: { slot: 'compose', fileName: 'docker-compose.yml', base64: Buffer.from('services:\n  apiserver:\n    image: allegroaienterprise/server:3.28\n').toString('base64') }, replaces: null });
  return { told, asked, server };
}

it('tells by file system what takes the space, what can go, and what was not counted to its end', async () => {
  const { server } = await open();
  expect(await bench.call('space.get', { server })).toEqual({ asking: null, answer: null, problem: null });
  expect((await bench.call('space.ask', { server })).asking?.what).toBe('Asking Docker, Elasticsearch and the logs');
  await bench.work.spaces.settled();
  const { asking, answer, problem } = await bench.call('space.get', { server });
  expect([asking, problem]).toEqual([null, null]);
  expect(answer?.sentence).toBe('/var/lib/docker: 27.9 GiB of 93.1 GiB are used; images that no container uses hold about 1.9 GiB.');
  expect(answer?.mounts.map(({ mount, items }) => [mount, items.map(({ kind, name, canGo }) => `${kind} ${name}${canGo ? ' can go' : ''}`)])).toEqual([
    ['/', ['index events-log-x', 'folder Vision', 'log apiserver/new.log', 'log apiserver/old.log can go', 'log apiserver/apiserver.log.1 can go']],
    ['/var/lib/docker', ['image allegroaienterprise/server:3.28', 'image allegroaienterprise/server:3.27 can go', 'log Output of allegro-apiserver']],
  ]);
  expect(answer?.mounts[0]?.sentence).toBe('/: 55.9 GiB of 93.1 GiB are used; old logs hold 8.6 MiB.');
  expect(answer?.troubles).toEqual(['The folders of the file server could not be counted to the end in time: larger ones may be missing.']);
});

it('accounts for what is used on the file system where each part lies', async () => {
  const { server } = await open();
  await bench.call('space.ask', { server });
  await bench.work.spaces.settled();
  const { answer } = await bench.call('space.get', { server });
  expect(answer?.unplaced).toEqual([]);
  expect(answer?.mounts.map(({ mount, total, parts, rest }) => [mount, total, parts.map(({ name, bytes, isLeast }) => [name, bytes, isLeast]), rest.bytes, rest.why])).toEqual([
    // A folder in a folder counts once.
    ['/', 100e9, [['Indices of Elasticsearch', 4e9, false], ['Logs of ClearML', 15e6, false], ['Files of the file server', 9e6, false]], 60e9 - 4e9 - 24e6, null],
    ['/var/lib/docker', 100e9, [['Images of Docker', 5e9, true], ['Logs of containers', 7e6, false]], 30e9 - 5e9 - 7e6, 'It may be less. Images of Docker: it was not counted whole.'],
  ]);
  expect(answer?.mounts[1]?.rest.commands).toEqual(['sudo du -xh --max-depth=2 /var/lib/docker | sort -h | tail -20', 'sudo lsof +L1']);
});

it.each([
  ['Docker has another directory', 'overlay2', '/srv/docker'],
  ['containerd keeps the images', 'overlayfs', '/var/lib/docker'],
])('does not guess on which file system images lie when %s', async (_what, driver, directory) => {
  const { server } = await open({ docker: `client 29.0.0\ninfo ${JSON.stringify({ ServerVersion: '29.0.0', DockerRootDir: directory, Driver: driver })}\n` });
  await bench.call('space.ask', { server });
  await bench.work.spaces.settled();
  const { answer } = await bench.call('space.get', { server });
  expect(answer?.unplaced.map(({ name }) => name)).toEqual(['allegroaienterprise/server:3.28', 'allegroaienterprise/server:3.27']);
  expect(answer?.troubles).toContain('On which file system this lies is not known: Images of Docker. So it is counted to none.');
  expect(answer?.mounts.map(({ rest }) => [rest.isAtMost, rest.why])).toEqual([0, 1].map(() => [true, 'It may be less. Images of Docker: it may lie here too.']));
});

it('takes one device that is mounted at two places for one file system', async () => {
  const paths = ['/', '/opt/allegro/data/elastic7plus', '/opt/allegro/logs', files].map((path) => df(path, 60e9, 40e9, '/')).join('');
  const { server } = await open({ 'file-systems': `${paths}${df('/var/lib/docker', 60e9, 40e9, '/var/lib/docker')}=== mounts\n/dev/sda1 / ext4 rw 0 0\n/dev/sda1 /var/lib/docker ext4 rw 0 0\n` });
  await bench.call('space.ask', { server });
  await bench.work.spaces.settled();
  const { answer } = await bench.call('space.get', { server });
  expect(answer?.mounts.map(({ mount, sentence, parts }) => [mount, sentence, parts.length])).toEqual([['/', '/: 55.9 GiB of 93.1 GiB are used; images that no container uses hold about 1.9 GiB, and old logs hold 8.6 MiB. It is mounted at /var/lib/docker too.', 5]]);
});

it('asks one at a time, says how far it is, and shows meanwhile what is known', async () => {
  let goOn = () => undefined as void;
  const counted = new Promise<void>((resolve) => (goOn = resolve));
  const { server, asked } = await open({}, (name) => (name === 'top-folders' ? counted : Promise.resolve()));
  await bench.call('space.ask', { server });
  await vi.waitFor(async () => expect((await bench.call('space.ask', { server })).asking?.what).toMatch(/^Counting the folders/));
  expect((await bench.call('space.get', { server })).answer?.mounts).toHaveLength(2);
  goOn();
  await bench.work.spaces.settled();
  expect((await bench.call('space.get', { server })).asking).toBeNull();
  expect(asked.filter((name) => name === 'top-folders')).toHaveLength(1);
});

it('says why there is no answer, and tells what is left when one part can not be told', async () => {
  const { server } = await open({ inside: 'stopped\n', 'image-space': 'garbage' });
  bench.server.isReachable = false;
  await bench.call('space.ask', { server });
  await bench.work.spaces.settled();
  expect(await bench.call('space.get', { server })).toMatchObject({ asking: null, answer: null, problem: 'The connection was lost.' });
  bench.server.isReachable = true;
  await bench.call('space.ask', { server });
  await bench.work.spaces.settled();
  const { answer, problem } = await bench.call('space.get', { server });
  expect(problem).toBeNull();
  expect(answer?.troubles).toEqual(["The server's answer about the images of Docker can't be read: garbage.", 'Elasticsearch does not run, so its indices are not known.', expect.stringContaining('could not be counted')]);
  // Behind another address lies another machine.
  await bench.work.repositories.servers.edit(bench.serverId, { address: '127.0.0.2' });
  expect((await bench.call('space.get', { server })).answer).toBeNull();
});

it('removes unused images by a run of what was shown, with the name typed, though that finding passes', async () => {
  const { server, told } = await open();
  await installed(bench);
  const check = unusedImages.id;
  await untilHealth(bench, ({ findings }) => findings.some(({ id, repair }) => id === check && repair !== null));
  const finding = await findingOf(bench, check);
  expect(finding).toMatchObject({ outcome: 'pass', isNote: true, repair: { commands: [{ text: expect.stringMatching(new RegExp(`docker rmi ${id('a')}$`)) as string, effect: 'destroys' }] } });
  const repair = { server, check, shown: finding.repair!.id };
  await expect(bench.call('health.repair', repair)).rejects.toMatchObject({ reason: 'confirm.differs' });
  const start = bench.server.fake.start.bind(bench.server.fake);
  bench.server.fake.start = (attempt) => {
    told['image-space'] = `[]\n=== containers\n[]\n`;
    return start(attempt);
  };
  const { run } = await bench.call('health.repair', { ...repair, confirm: server });
  expect(await bench.until(run, ({ state }) => ['done', 'failed', 'waiting'].includes(state))).toMatchObject({ state: 'done', steps: [{ state: 'done', attempts: 1 }] });
  await untilHealth(bench, ({ findings }) => findings.some(({ id, repair }) => id === check && repair === null));
});

it('deletes old logs by a run that names each by its path, and holds to be shown anew what was not shown', async () => {
  const { server, told } = await open();
  await installed(bench);
  const check = oldLogs.id;
  await untilHealth(bench, ({ findings }) => findings.some(({ id, repair }) => id === check && repair !== null));
  const finding = await findingOf(bench, check);
  const written = `${Math.floor(bench.clock.now() / 1000)}`.length;
  expect(finding).toMatchObject({ outcome: 'pass', isNote: false, repair: { title: 'Delete the old logs', commands: [{ text: expect.stringMatching(new RegExp(`^sh guide/insides/delete-logs.sh /opt/allegro/logs /opt/allegro/logs/apiserver/apiserver.log.1 '2049 77 5000000 \\d{${written}}.5'$`)) as string, effect: 'destroys', why: "Deletes apiserver/apiserver.log.1 (4.8 MiB, not written for 20 days). What stands in it can't be read again." }] } });
  const repair = { server, check, shown: finding.repair!.id };
  await expect(bench.call('health.repair', repair)).rejects.toMatchObject({ reason: 'confirm.differs' });
  const start = bench.server.fake.start.bind(bench.server.fake);
  bench.server.fake.start = (attempt) => {
    told['old-logs'] = listing(bench.clock.now(), []);
    return start(attempt);
  };
  const listedThen = told['old-logs']!;
  // Another file has come of age since the page was shown: nothing is deleted before it was shown, too.
  told['old-logs'] = listing(bench.clock.now(), [`2049 78 6000000 ${Math.floor(bench.clock.now() / 1000) - 15 * 86_400}.5 apiserver/other.log.1`]);
  const { run } = await bench.call('health.repair', { ...repair, confirm: server });
  expect(await bench.until(run, ({ state }) => ['done', 'failed', 'waiting'].includes(state))).toMatchObject({ state: 'waiting', steps: [{ attempts: 0 }] });
  await bench.call('run.cancel', { run });
  await bench.until(run, ({ state }) => state === 'cancelled');
  told['old-logs'] = listedThen;
  const again = await bench.call('health.repair', { ...repair, confirm: server });
  expect(await bench.until(again.run, ({ state }) => ['done', 'failed', 'waiting'].includes(state))).toMatchObject({ state: 'done', steps: [{ state: 'done', attempts: 1 }] });
  await untilHealth(bench, ({ findings }) => findings.some(({ id, repair: offered }) => id === check && offered === null));
});
