import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { isSecret, secret } from '@/lib/core/secret';
import { planStep, type PlannedStep } from '@/lib/engine/plan';
import type { Step } from '@/lib/engine/types';
import { isUnreadable, type Reading, type ServerFact } from '@/lib/facts/fact';
import { resticIndices } from '@/lib/facts/restic-indices';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { restoreLeftovers } from '@/lib/facts/restore-leftovers';
import { elasticsearchPart } from '@/lib/guide/backups/elasticsearch-part';
import { elasticsearchPathRepo } from '@/lib/guide/backups/elasticsearch-path-repo';
import { elasticsearchVerified } from '@/lib/guide/backups/elasticsearch-verified';
import type { Inputs } from '@/lib/guide/inputs';
import { script, type Command } from '@/lib/shell/command';
import { wordsOf } from '@/lib/shell/render';
import { elasticsearchFor } from '@/tests/support/elasticsearch';
import { layEmptyRepository } from '@/tests/support/empty-repository';
import { stub } from '@/tests/support/mount-namespace';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const missing = [['restic', 'version'], ['curl', '--version'], ['perl', '-v'], ['ionice', '-c', '3', 'true']].find(([program = '', ...words]) => spawnSync(program, words).status !== 0)?.[0];

const root = mkdtempSync(path.join(tmpdir(), 'elasticsearch-'));
const base = path.join(root, "it's $(x)");
const directory = path.join(base, 'backups');
const override = path.join(base, 'docker-compose.override.yml');
const socket = path.join(root, 'docker.sock');
// Elasticsearch's port is given, so its address is this test's own.
const address = `127.${Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) => 1 + (byte % 250)).join('.')}`;
/** What it answers where it shall give up the repository of a restore. */
let givesUp: [number, unknown] = [200, { acknowledged: true }];
const elasticsearch = elasticsearchFor(root, address, (method, where) => (method === 'DELETE' && where === '/_snapshot/groundcrew-restore' ? givesUp : undefined));
const set = newId();
const wanted = { set, destination: { directory, passphrase: secret('correct horse'), repositoryId: null } };
const owner = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
const inputs: Inputs = { ...inputsOf(), layout: { ...inputsOf().layout, base, directories: [{ path: 'data/elastic7plus', owner, mode: 0o755 }] } };
let command: Command | undefined;
/** Elasticsearch's part alone, without the facts before and after. */
const dump = () => run(command!);
const steps = { place: elasticsearchPathRepo, part: elasticsearchPart(wanted), verified: elasticsearchVerified(wanted) };

const docker = createServer((_request, response) => {
  response.end(JSON.stringify([{ Id: 'c0ffee', Names: ['/clearml-elastic'], Image: 'elasticsearch:7.17.18', State: 'running', Status: 'Up 2 hours', Labels: { 'com.docker.compose.service': 'elasticsearch' }, Ports: [], NetworkSettings: { Networks: { n: { IPAddress: address } } } }]));
});

interface Ran { readonly code: number | string | null; readonly said: string; readonly stdout: string }
async function run(command: Command): Promise<Ran> {
  if (command.kind === 'install') {
    writeFileSync(command.path, isSecret(command.content) ? command.content.reveal() : command.content, { mode: command.mode });
    return { code: 0, said: '', stdout: '' };
  }
  if (command.kind === 'reboot') throw new Error('Of another kind.');
  const [program = '', ...words] = wordsOf(command).map((word) => word.replaceAll('/var/run/docker.sock', socket));
  return new Promise((done) => {
    // Not spawnSync: what answers is in this process.
    const child = execFile(program, words, { encoding: 'utf8', env: { ...process.env, PATH: `${root}/bin:${process.env.PATH ?? ''}`, LC_ALL: 'C' } }, (error, stdout, said) => done({ code: error ? (error.code ?? error.signal ?? null) : 0, said, stdout }));
    child.stdin?.on('error', () => undefined).end(isSecret(command.stdin) ? command.stdin.reveal() : (command.stdin ?? ''));
  });
}
async function ask<T>(fact: ServerFact<T>): Promise<Reading<T>> {
  const { code, stdout, said } = await run(fact.command);
  try {
    return { readable: true, value: fact.parse({ exitCode: typeof code === 'number' ? code : null, stdout, stderr: said, truncated: false, timedOut: false }) };
  } catch (error) {
    if (isUnreadable(error)) return { readable: false, reason: error.message };
    throw error;
  }
}
async function plan(step: Step<Inputs>): Promise<PlannedStep> {
  const readings = new Map<string, Reading<unknown>>();
  for (const fact of Object.values(step.needs(inputs)) as ServerFact<unknown>[]) readings.set(fact.id, await ask(fact));
  return planStep(step, readings, inputs);
}
/** As a run does: planned, run until a command fails, planned again. */
async function take(step: Step<Inputs>): Promise<{ ended: Ran | undefined; after: PlannedStep['state'] }> {
  let ended: Ran | undefined;
  for (const command of (await plan(step)).commands) if ((ended = await run(command)).code !== 0) break;
  return { ended, after: (await plan(step)).state };
}
async function stored() {
  const reading = await ask(resticSnapshots(directory, wanted.destination.passphrase, set));
  if (!reading.readable) throw new Error(reading.reason);
  return reading.value ?? [];
}
const sources = async () => (await stored()).map(({ tags }) => tags.find((tag) => tag.startsWith('source=')));
const put = (name: string, text: string) => void spawnSync('sh', ['-euc', stub(name, text), 'sh', `${root}/bin`]);
const flag = (name: string) => writeFileSync(`${root}/${name}`, '');
const containing = (text: string) => expect.stringContaining(text) as string;

describe.skipIf(missing !== undefined)(`Elasticsearch's backup${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  beforeAll(async () => {
    mkdirSync(`${root}/bin`);
    // Compose does what the override says: with path.repo it has a place, and does not start where "refuses" lies.
    put('docker', `case $1 in
  ps) if [ -e "${root}/up" ]; then for word; do case $word in label=com.docker.compose.service=elasticsearch) echo c0ffee ;; esac; done; fi ;;
  inspect) case $3 in *Networks*) echo "${address}" ;; *) echo "${root}/snapshots" ;; esac ;;
  compose) shift 5; [ "$*" = 'up -d --no-deps elasticsearch' ] || exit 9
    rm -f "${root}/has-place"; : >"${root}/up"
    if grep -q path.repo docker-compose.override.yml 2>/dev/null; then if [ -e "${root}/refuses" ]; then rm "${root}/up"; exit 1; fi; : >"${root}/has-place"; fi ;;
esac`);
    for (const each of ['up', 'has-place']) flag(each);
    await Promise.all([elasticsearch.start(), new Promise<void>((done) => void docker.listen(socket, done))]);
    mkdirSync(base);
    layEmptyRepository(directory, 'correct horse');
    [command] = (await plan(steps.part)).commands;
  });
  beforeEach(() => {
    for (const each of [base, `${root}/bin/restic`, `${root}/refuses`]) rmSync(each, { recursive: true, force: true });
    mkdirSync(`${base}/data`, { recursive: true });
    layEmptyRepository(directory, 'correct horse');
    elasticsearch.reset();
    mkdirSync(`${root}/snapshots`);
    for (const each of ['up', 'has-place']) flag(each);
  });
  afterAll(() => {
    elasticsearch.stop();
    docker.close();
    rmSync(root, { recursive: true });
  });

  it('is stored, deleted in Elasticsearch, and read back with its counts', async () => {
    expect(await take(steps.part)).toMatchObject({ ended: { code: 0, stdout: containing('3 indices, 1207 documents') }, after: 'in-place' });
    expect(elasticsearch.asked).toEqual([
      'DELETE /_snapshot/groundcrew',
      'PUT /_snapshot/groundcrew {"type":"fs","settings":{"location":"/usr/share/elasticsearch/snapshots/groundcrew"}}',
      `PUT /_snapshot/groundcrew/groundcrew-${set}?wait_for_completion=false {"indices":"*,-.*","include_global_state":false,"ignore_unavailable":false,"partial":false}`,
      `DELETE /_snapshot/groundcrew/groundcrew-${set}`,
    ]);
    // What Elasticsearch itself leaves of its repository stays.
    expect(readdirSync(`${root}/snapshots/groundcrew`).sort()).toEqual(['index-0', 'index.latest']);
    expect(await take(steps.verified)).toMatchObject({ ended: { code: 0, stdout: containing('read to its end: 5 files, 3 indices, 1207 documents.') }, after: 'in-place' });
    const [, part, proof] = await stored();
    expect([part?.tags, proof?.tags]).toEqual([
      expect.arrayContaining(['source=elasticsearch', 'indices=3', 'documents=1207', 'shards=3', 'bytes=80026', 'elasticsearch=7.17.18']),
      expect.arrayContaining(['source=elasticsearch-proof', `of=${part?.id ?? ''}`, 'indices=3', 'documents=1207', 'shards=3', 'archive-bytes=80026']),
    ]);
    const indices = [{ name: 'events-log-d1bd', documents: 1200 }, { name: 'events-training_stats_scalar-d1bd', documents: 7 }, { name: 'old', documents: null }];
    expect(await ask(resticIndices(directory, wanted.destination.passphrase, set))).toEqual({ readable: true, value: { of: part?.id, state: 'SUCCESS', shards: 3, indices } });
  });

  it('is stored again after somebody has emptied its place: Elasticsearch believes in what it wrote there', async () => {
    expect(await dump()).toMatchObject({ code: 0 });
    for (const each of readdirSync(`${root}/snapshots`)) rmSync(`${root}/snapshots/${each}`, { recursive: true });
    expect(await dump()).toMatchObject({ code: 0 });
    expect(readdirSync(`${root}/snapshots/groundcrew`).sort()).toEqual(['index-0', 'index.latest']);
  });

  it.each([
    ['ends as PARTIAL, which Elasticsearch answers with HTTP 200', { ending: { state: 'PARTIAL', failed: 1 } }, "Elasticsearch's snapshot is not whole: it ended as PARTIAL, with 1 of 3 shards failed. Nothing of it counts."],
    ['says that it succeeded, with a shard that failed', { ending: { state: 'SUCCESS', failed: 1 } }, 'it ended as SUCCESS, with 1 of 3 shards failed'],
    ['lacks an index', { lacks: 'events-log-d1bd' }, "Elasticsearch's snapshot lacks the index events-log-d1bd"],
    ['can not be written', { isLockedOut: true }, `Elasticsearch can't write snapshots into ${root}/snapshots: /usr/share/elasticsearch/snapshots/groundcrew. Its user must be able to write there.`],
    ['is gone when restic has stored it', { vanishesAfter: 2 }, "Elasticsearch's snapshot is not whole any more: HTTP 404. Nothing of it counts."],
  ])('leaves nothing of a snapshot that %s', async (_how, ills, sentence) => {
    elasticsearch.reset(ills);
    mkdirSync(`${root}/snapshots`);
    expect(await dump()).toMatchObject({ code: 61, said: containing(sentence) });
    expect(elasticsearch.snapshots.size).toBe(0);
    // What restic has of it counts for nothing, and is forgotten by the next attempt.
    if ('vanishesAfter' in ills) expect(await sources()).toEqual(['source=elasticsearch-counts', 'source=elasticsearch-unfinished']);
    else expect(readdirSync(path.join(directory, 'snapshots'))).toEqual([]);
  });

  it('is not taken from another directory than the one that Elasticsearch writes to', async () => {
    put('docker', readFileSync(`${root}/bin/docker`, 'utf8').replace(`echo "${root}/snapshots"`, `echo "${root}/bin"`).replace('#!/bin/sh\n', ''));
    expect(await dump()).toMatchObject({ code: 61, said: containing(`does not lie in ${root}/bin/groundcrew`) });
    put('docker', readFileSync(`${root}/bin/docker`, 'utf8').replace(`echo "${root}/bin"`, `echo "${root}/snapshots"`).replace('#!/bin/sh\n', ''));
  });

  it('does not count what was stored before a kill, and removes it everywhere the next time', async () => {
    put('restic', `case " $* " in *' tag '*) kill -9 "$PPID" ;; *) PATH=\${PATH#*:}; exec restic "$@" ;; esac`);
    await dump();
    expect(readdirSync(path.join(directory, 'snapshots'))).toHaveLength(2);
    const other = `groundcrew-${newId()}`;
    // One of another backup still runs, and somebody's own lies beside it.
    for (const [name, asked] of [[other, 0], ['by-hand', 1]] as const) elasticsearch.snapshots.set(name, asked);
    rmSync(`${root}/bin/restic`);
    expect(await dump()).toMatchObject({ code: 0 });
    expect(await sources()).toEqual(['source=elasticsearch-counts', 'source=elasticsearch']);
    expect([...elasticsearch.snapshots.keys()]).toEqual(['by-hand']);
  });

  it('is not proven where the repository lost a byte of it', async () => {
    expect(await dump()).toMatchObject({ code: 0 });
    const packs = spawnSync('find', [`${directory}/data`, '-type', 'f'], { encoding: 'utf8' }).stdout.trim().split('\n').sort((one, other) => statSync(other).size - statSync(one).size);
    // The largest holds the data alone; a damage of the trees restic finds by its check.
    const [pack = ''] = packs;
    const bytes = readFileSync(pack);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    spawnSync('chmod', ['u+w', pack]);
    writeFileSync(pack, bytes);
    const [read] = (await plan(steps.verified)).commands;
    expect(await run(read!)).toMatchObject({ code: 61, said: containing("while it read Elasticsearch's snapshot back, so this backup is none.") });
    expect(readdirSync(path.join(directory, 'snapshots'))).toHaveLength(2);
  });

  it.each([
    ['is locked', 'echo "unable to create lock in backend: repository is already locked exclusively by PID 7 on vm" >&2; exit 1', 'is locked, so it could not be checked, so this backup is not proven. That says nothing of what is stored.'],
    ['is not checked in time', 'exit 124', 'was not checked within 21600 seconds'],
    ['is cut off', 'echo "Load(<data/12>) returned error, retrying: read: connection reset by peer" >&2; echo "Fatal: repository contains errors" >&2; exit 1', 'The connection to '],
    ['can not be opened', 'echo "Fatal: wrong password or no key found" >&2; exit 1', 'restic could not check the repository'],
    ['is damaged', 'echo "Fatal: repository contains errors" >&2; exit 1', 'restic finds the repository'],
  ])('names it where the repository %s, and blames the disk for damage alone', async (_what, fails, sentence) => {
    const [read] = (await plan(steps.verified)).commands;
    put('restic', `case " $* " in *' check '*) ${fails} ;; *) PATH=\${PATH#*:}; exec restic "$@" ;; esac`);
    if (read?.kind !== 'script') throw new Error('Of another kind.');
    const ended = await run({ ...read, args: read.args.map((word, index) => (index === 3 ? 'a'.repeat(64) : word)) });
    expect(ended).toMatchObject({ code: 61, said: containing(sentence) });
    expect(ended.said.includes('damaged')).toBe(sentence === 'restic finds the repository');
  });

  it('is rid of the copy that a restore has left only once Elasticsearch has given that up', async () => {
    const place = `${base}/data/elastic_snapshots`;
    const left = script('guide/restore/elasticsearch-left-removed.sh', [base, place], { why: '' });
    for (const each of [`${place}/groundcrew-restore/indices`, `${place}/groundcrew`, `${base}/data/.groundcrew-restore-elasticsearch/x`]) mkdirSync(each, { recursive: true });
    writeFileSync(`${place}/groundcrew-restore/indices/a`, 'x'.repeat(9000));
    const found = await ask(restoreLeftovers(`${base}/data/fileserver`, place));
    expect(found).toEqual({ readable: true, value: [{ kind: 'elasticsearch', holds: false, bytes: expect.any(Number) as number }] });
    givesUp = [500, { error: { reason: 'trying to modify or unregister repository that is currently used' } }];
    expect(await run(left)).toMatchObject({ code: 61, said: containing('is currently used. It may still restore from it') });
    expect(readdirSync(place).sort()).toEqual(['groundcrew', 'groundcrew-restore']);
    givesUp = [404, { error: { reason: '[groundcrew-restore] missing' } }];
    expect(await run(left)).toMatchObject({ code: 0 });
    expect([readdirSync(place), readdirSync(`${base}/data`)]).toEqual([['groundcrew'], ['elastic_snapshots']]);
    expect(await ask(restoreLeftovers(`${base}/data/fileserver`, place))).toEqual({ readable: true, value: [] });
  });

  describe('its place', () => {
    beforeEach(() => rmSync(`${root}/has-place`));

    it('is added to the file as it lies there, and Elasticsearch alone is recreated', async () => {
      writeFileSync(override, '# ours\nservices:\n  webserver:\n    environment: {A: b}\n', { mode: 0o600 });
      expect(await take(steps.place)).toMatchObject({ ended: { code: 0, stdout: containing('Elasticsearch answers, and can write snapshots.') }, after: 'in-place' });
      expect(readFileSync(override, 'utf8')).toBe(`# ours\nservices:\n  webserver:\n    environment: {A: b}\n  elasticsearch:\n    environment:\n      - path.repo=/usr/share/elasticsearch/snapshots\n    volumes:\n      - ${base}/data/elastic_snapshots:/usr/share/elasticsearch/snapshots\n`);
      expect(statSync(`${base}/data/elastic_snapshots`).mode & 0o777).toBe(0o750);
    });

    it.each([['as it was', 'services: {}\n'], ['away', null]])('is put back %s where Elasticsearch does not start with it', async (_how, before) => {
      if (before !== null) writeFileSync(override, before);
      flag('refuses');
      expect(await take(steps.place)).toMatchObject({ ended: { code: 61, said: containing('was put back, and Elasticsearch runs as it did before.') }, after: 'planned' });
      expect(existsSync(override) ? readFileSync(override, 'utf8') : null).toBe(before);
    });
  });
});
