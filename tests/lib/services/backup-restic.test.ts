import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isSecret } from '@/lib/core/secret';
import { wordsOf } from '@/lib/shell/render';
import { cheapenResticKey } from '../../support/cheap-restic-key';
import { elasticsearchFor } from '../../support/elasticsearch';
import { FakeServer, type Respond } from '../../support/fake-host';
import { FakeRestic } from '../../support/fake-restic';
import { archive, document, joined } from '../../support/mongo-archive';
import { stub } from '../../support/mount-namespace';
import { RunBench } from '../../support/run-bench';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 }); // each restic takes half a second for its key
const restic = 'restic';
const missing = [[restic, 'version'], ['python3', '-I', '-S', '-c', 'import lzma'], ['ionice', '-c', '3', 'true']].find(([program = '', ...words]) => spawnSync(program, words).status !== 0)?.[0];

/** A server that runs the scripts themselves, with a stub of Docker; the destination and ClearML's base lie elsewhere than they say, since no destination may be below /tmp. */
const root = mkdtempSync(path.join(tmpdir(), 'backup-run-'));
const directory = path.join(root, 'mnt', 'backup');
const address = `127.${Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) => 1 + (byte % 250)).join('.')}`;
const elasticsearch = elasticsearchFor(root, address);
const listing = new FakeRestic();
const run: Respond = (command, process) => {
  if ((command.kind === 'script' && /\/(?:docker-list|inside)\.pl$/.test(command.file)) || (command.kind === 'exec' && command.argv[0] === 'readlink')) return listing.respond(command, process);
  if (command.kind === 'install') {
    writeFileSync(`${root}${command.path}`, isSecret(command.content) ? command.content.reveal() : command.content);
    return 0;
  }
  if (command.kind !== 'script' && command.kind !== 'exec') return 1;
  const [program = '', ...words] = wordsOf(command).map((word) => (/^\/(?:mnt\/backup|opt\/allegro)(?:\/|$)/.test(word) ? `${root}${word}` : word));
  const child = spawn(program, words, { env: { ...globalThis.process.env, PATH: `${root}/bin:${globalThis.process.env.PATH ?? ''}`, LC_ALL: 'C' } });
  child.stdout.on('data', (part: Buffer) => process.out(part.toString()));
  child.stderr.on('data', (part: Buffer) => process.error(part.toString()));
  // A script that has no use for it may have ended.
  child.stdin.on('error', () => undefined);
  child.stdin.end(isSecret(command.stdin) ? command.stdin.reveal() : command.stdin);
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
};

describe.skipIf(missing !== undefined)(`a backup by restic itself${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: RunBench;
  const whole = joined(archive([{ db: 'backend', collection: 'task', documents: [document(1, 100_000), document(2)] }]));
  beforeAll(async () => {
    for (const each of ['bin', 'snapshots']) mkdirSync(path.join(root, each));
    writeFileSync(`${root}/up`, '');
    await elasticsearch.start();
    spawnSync('sh', ['-euc', stub('docker', `case $1 in
  compose) case $* in *'config --format json') echo '{"services":{"mongo":{}}}' ;; *) echo 2.29.1 ;; esac ;;
  version) echo '{}' ;;
  inspect) case $* in *Networks*) echo ${address} ;; *Mounts*) echo "${root}/snapshots" ;; *) echo '[{"Image":"sha256:${'d'.repeat(64)}","Config":{"Image":"clearml/apiserver:3.25.0-612","Labels":{"com.docker.compose.service":"apiserver"}}}]' ;; esac ;;
  image) echo '["other@sha256:${'b'.repeat(64)}","clearml/apiserver@sha256:${'c'.repeat(64)}"]' ;;
  ps) for word; do case $word in label=com.docker.compose.service=mongo | label=com.docker.compose.service=elasticsearch | --all) echo c0ffee ;; esac; done ;;
  top) echo PID ;;
  exec) case $* in *--version) echo 'mongodump version: 100.9.4' ;; *) exec sh "${root}/dump" ;; esac ;;
esac`), 'sh', `${root}/bin`]);
    writeFileSync(`${root}/archive`, whole);
    mkdirSync(`${root}/opt/allegro/config`, { recursive: true });
    mkdirSync(`${root}/opt/allegro/data/fileserver`, { recursive: true });
    writeFileSync(`${root}/opt/allegro/docker-compose.yml`, 'services: {}\n');
    writeFileSync(`${root}/opt/allegro/data/fileserver/model`, 'weights');
    bench = await RunBench.open([]);
    const fake = new FakeServer(run);
    bench.connect = () => fake.connect();
  });
  afterAll(async () => {
    await bench?.close();
    elasticsearch.stop();
    rmSync(root, { recursive: true });
  });

  it('fails with the dump, counts once it is whole, and is there for whoever has the passphrase', async () => {
    const { name: server } = (await bench.work.repositories.servers.byId(bench.serverId))!;
    const { destination, made } = await bench.call('backup-destination.save', { server, destination: { place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { action: 'make' } } });
    writeFileSync(`${root}/dump`, `cat ${root}/archive; exit 1`);
    const { run: id } = await bench.call('backup.start', { server, destination: destination.id });
    const failed = await bench.until(id, ({ endedAt }) => endedAt !== null);
    expect([failed.state, failed.steps.find((each) => each.id === 'backups/mongodb')?.failure?.sentence]).toEqual(['failed', 'mongodump ended with exit code 1. Nothing of it counts.']);
    expect(await bench.call('backup-set.list', { server })).toMatchObject([{ id, state: 'incomplete', bytes: 0 }]);

    cheapenResticKey(directory, made!);
    writeFileSync(`${root}/dump`, `cat ${root}/archive`);
    await bench.call('run.retry', { run: id });
    const done = await bench.until(id, ({ state, endedAt }) => endedAt !== null && state !== 'running', 'its end', 200_000);
    expect(done.state, done.sentence).toBe('done');
    expect(await bench.call('backup-set.list', { server })).toMatchObject([{ id, state: 'complete', parts: [{ source: 'mongodb', state: 'complete', bytes: whole.length }, { source: 'elasticsearch', state: 'complete', bytes: 80_026 }, { source: 'configuration', state: 'complete' }, { source: 'files', state: 'complete', bytes: 'weights'.length }] }]);
    expect((await bench.call('backup-destination.list', { server }))[0]?.repositoryId).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(`${root}/passphrase`, made!);
    const read = (source: string, file: string) => spawnSync(restic, ['-r', directory, '--no-cache', '-p', `${root}/passphrase`, 'dump', `--tag=set=${id},source=${source}`, 'latest', file]).stdout;
    expect(read('mongodb', '/mongodb.archive').equals(whole)).toBe(true);
    expect(read('files', '/model').toString()).toBe('weights');
    const { parts, ...rest } = JSON.parse(read('manifest', '/manifest.json').toString()) as { parts: { endedAt: string }[] };
    expect(rest).toMatchObject({ clearml: '3.25.0-612', images: [{ service: 'apiserver', image: 'clearml/apiserver:3.25.0-612', id: `sha256:${'d'.repeat(64)}`, digest: `clearml/apiserver@sha256:${'c'.repeat(64)}` }] });
    expect(parts).toMatchObject([{ source: 'mongodb', tool: 'mongodump 100.9.4', verified: { documents: 2, counts: [{ db: 'backend', collection: 'task', documents: 2 }] } }, { source: 'elasticsearch', tool: 'elasticsearch 7.17.18', verified: { documents: 1207, count: 3 } }, { source: 'configuration', verified: { services: 1, images: 1 } }, { source: 'files', path: `${root}/opt/allegro/data/fileserver`, verified: { files: 1 } }]);
    for (const { endedAt } of parts) expect(Date.parse(endedAt)).not.toBeNaN();
    await expect(bench.call('backup-destination.save', { server, destination: { id: destination.id, place: destination.place, passphrase: { action: 'make' } } })).rejects.toMatchObject({ reason: 'backup.wrong-passphrase' });
    expect(readdirSync(path.join(directory, 'locks'))).toEqual([]);
  });
});
