import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { backupPlace, type BackupPlace } from '@/lib/contract/backup-destination';
import { isSecret, secret } from '@/lib/core/secret';
import { resticManifest } from '@/lib/facts/restic-manifest';
import { resticSnapshots, type ResticSnapshot } from '@/lib/facts/restic-snapshots';
import { copyPruned, copySteps } from '@/lib/guide/backups/copy-steps';
import { openingOf } from '@/lib/guide/backups/opening';
import { storedOf, wantedSources } from '@/lib/guide/backups/stored';
import { proofOf, snapshotWith, type BackupWanted } from '@/lib/guide/backups/wanted';
import { wordsOf } from '@/lib/shell/render';
import { BackupBench, missingForBackups as missing, type Ran } from '@/tests/support/backup-bench';
import { missingForPlaces, serveRest, serveS3, serveSftp, type Served } from '@/tests/support/far-places';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 }); // each restic takes half a second for a key; Go builds the S3 server
const program = 'restic';
const mounts = { all: [], paths: new Map() };
const weights = randomBytes(3_000_000);
const said = (text: string) => expect.stringContaining(text) as string;
const title = (lacks: string | undefined) => (lacks === undefined ? '' : ` (skipped: this machine has no ${lacks})`);

let bench: BackupBench;
/** A backup with all its parts, proofs and manifest, as its steps leave it. */
function seed(set: string): void {
  const newest = (...tags: string[]) => (JSON.parse(bench.restic(['snapshots', '--json', '--tag', tags.join(',')]).toString()) as { id: string }[]).at(-1)!.id;
  const store = (name: string, content: Buffer, ...tags: string[]) => {
    bench.restic(['backup', '--quiet', '--stdin', '--stdin-filename', name, `--tag=set=${set}`, ...tags.map((tag) => `--tag=${tag}`)], content);
    return newest(`set=${set}`, tags[0]!);
  };
  const parts = wantedSources.map((source) => {
    const content = source === 'files' ? weights : Buffer.from(source);
    const begun = store(source, content, `source=${source}-unfinished`);
    bench.restic(['tag', '--quiet', `--set=set=${set}`, `--set=source=${source}`, `--set=bytes=${content.length}`, begun]);
    const snapshot = newest(`set=${set}`, `source=${source}`);
    return { source, snapshot, bytes: content.length, verified: { snapshot: store(`${source}.json`, Buffer.from('{}'), `source=${source}-proof`, `of=${snapshot}`, `bytes=${content.length}`) } };
  });
  store('manifest.json', Buffer.from(JSON.stringify({ version: 1, set, parts })), 'source=manifest');
}

const opening = (place: BackupPlace, words: string, key: string | null) => ({ ...openingOf(backupPlace.parse(place), secret(words), key === null ? null : secret(key)), repositoryId: null });
/** Every step as a run takes it, until one fails. */
function copy(wanted: BackupWanted): { readonly ran: string[]; readonly ended: Ran | undefined } {
  const ran: string[] = [];
  for (const step of [...copySteps(wanted), ...copyPruned(wanted)]) {
    const planned = bench.plan(step, { mounts });
    if (planned.state === 'blocked') return { ran, ended: { code: null, said: planned.blockedBy ?? '', stdout: '' } };
    for (const command of planned.commands) {
      if (command.kind === 'install') continue;
      const ended = bench.run(command);
      if (ended.code !== 0) return { ran, ended };
    }
    ran.push(step.id.slice('backups/'.length));
  }
  return { ran, ended: undefined };
}
const asked = <T>(fact: Parameters<typeof bench.ask<T>>[0]): T => {
  const reading = bench.ask(fact);
  if (!reading.readable) throw new Error(reading.reason);
  return reading.value;
};
/** What lies there of the backup, as the console asks it back. */
function lies({ set, copy: second }: BackupWanted) {
  const { directory, passphrase } = second!.destination;
  const snapshots: readonly ResticSnapshot[] = asked(resticSnapshots(directory, passphrase, set)) ?? [];
  const manifest = snapshotWith(snapshots, 'source=manifest');
  return { snapshots, stored: storedOf(set, snapshots, manifest ? asked(resticManifest(directory, passphrase, manifest.id)) : null) };
}
const whole = ['copy-repository', 'copy', 'copy-manifest'];

describe.skipIf(missing !== undefined)(`a copy of a backup${title(missing)}`, () => {
  const there = () => path.join(bench.root, 'second place', 'backups');
  const another = 'another passphrase of 30 signs';
  const wantedAt = (words = another): BackupWanted => ({ ...bench.wanted, copy: { destination: { directory: there(), passphrase: secret(words), repositoryId: null } } });
  const restic = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, ['--no-cache', '-r', there(), ...words], { maxBuffer: 10_000_000, env: { ...process.env, RESTIC_PASSWORD: another } });
    if (status !== 0) throw new Error(stderr.toString());
    return stdout;
  };
  beforeAll(() => {
    bench = new BackupBench(() => inputsOf({}));
    seed(bench.wanted.set);
  });
  afterAll(() => bench.close());
  beforeEach(() => {
    rmSync(path.dirname(there()), { recursive: true, force: true });
    rmSync(`${bench.root}/bin/restic`, { force: true });
  });

  it('has all of it by another passphrase, is as complete as what it was made of, and costs nothing to ask for again', () => {
    const wanted = wantedAt();
    writeFileSync(`${bench.root}/secrets`, [bench.passphrase, another].join('\n'));
    bench.put('restic', `cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" >${bench.root}/seen; grep -qF -f ${bench.root}/secrets ${bench.root}/seen && touch ${bench.root}/leaked; echo "$*" >>${bench.root}/calls; PATH=\${PATH#*:}; exec restic "$@"`);
    expect(copy(wanted)).toEqual({ ran: [...whole, 'copy-runbook', 'copy-prune'], ended: undefined });
    expect(existsSync(`${bench.root}/leaked`)).toBe(false);
    // What both needed lay in memory for the time of a call.
    const inMemory = readFileSync(`${bench.root}/calls`, 'utf8').match(/\/run\/groundcrew-place-[^/]+(?=\/second)/g) ?? [];
    expect(inMemory.map((each) => existsSync(each))).toEqual([false, false]);
    rmSync(`${bench.root}/bin/restic`);
    const { stored, snapshots } = lies(wanted);
    expect(stored).toMatchObject({ isComplete: true, parts: wantedSources.map((source) => ({ source, state: 'complete', bytes: source === 'files' ? weights.length : source.length })) });
    // Each has an id of its own there, and is proven by what proves the first one.
    const first = new Set(bench.stored().map(({ id }) => id));
    expect(snapshots.filter(({ id }) => first.has(id))).toEqual([]);
    for (const source of wantedSources) expect(proofOf(snapshots, source, snapshotWith(snapshots, `source=${source}`)!)?.tags).toContain(`source=${source}-proof`);
    expect(createHash('sha256').update(restic('dump', `--tag=set=${wanted.set},source=files`, 'latest', '/files')).digest('hex')).toBe(createHash('sha256').update(weights).digest('hex'));
    const cuts = (text: Buffer) => (JSON.parse(text.toString()) as { chunker_polynomial: string }).chunker_polynomial;
    expect(cuts(restic('cat', 'config'))).toBe(cuts(bench.restic(['cat', 'config'])));
    expect([there(), bench.directory].map((each) => readdirSync(path.join(each, 'locks')))).toEqual([[], []]);
    for (const step of copySteps(wanted).slice(0, 3)) expect(bench.plan(step, { mounts })).toMatchObject({ state: 'in-place', commands: [] });
  });

  it('is none where the passphrase opens nothing there, and leaves the backup as it was', () => {
    expect(copy(wantedAt()).ended).toBeUndefined();
    const before = bench.stored();
    expect(copy(wantedAt('a passphrase that opens nothing'))).toEqual({ ran: [], ended: { code: null, stdout: '', said: said('The passphrase does not open the repository in') } });
    expect(bench.stored()).toEqual(before);
  });

  it('goes on after it was killed, and counts for nothing until its manifest is there', async () => {
    const wanted = wantedAt();
    const [repository, copied] = copySteps(wanted);
    expect(bench.take(repository!).ended).toMatchObject({ code: 0 });
    // So slow that it is in the middle for minutes.
    bench.put('restic', 'PATH=${PATH#*:}; case " $* " in *" copy "*"--password-file "*) exec restic --limit-download 20 --limit-upload 20 "$@" ;; *) exec restic "$@" ;; esac');
    const [command] = bench.plan(copied!).commands;
    if (command?.kind !== 'script') throw new Error('Of another kind.');
    const [first = '', ...words] = wordsOf(command);
    const child = spawn(first, words, { env: { ...process.env, PATH: `${bench.root}/bin:${process.env.PATH ?? ''}` }, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.end(isSecret(command.stdin) ? command.stdin.reveal() : command.stdin);
    const locks = () => [there(), bench.directory].map((each) => readdirSync(path.join(each, 'locks')).length);
    await vi.waitFor(() => expect(locks()).toEqual([1, 1]), 30_000);
    const ended = once(child, 'exit');
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
    expect(locks()).toEqual([1, 1]);
    expect(lies(wanted).stored.isComplete).toBe(false);
    // Without a copy that is whole it gets no manifest.
    expect(bench.run(bench.plan(copySteps(wanted)[2]!, { repository: { state: 'there', id: '', format: 2, locks: [] } }).commands[0]!)).toMatchObject({ code: 61, said: said('was not copied') });
    rmSync(`${bench.root}/bin/restic`);
    expect(copy(wanted).ran.slice(0, 3)).toEqual(whole);
    expect(lies(wanted).stored.isComplete).toBe(true);
    expect(locks()).toEqual([0, 0]);
  });

  it('fails in a sentence where restic does, and is not made below a disk that is not mounted', () => {
    bench.put('restic', 'PATH=${PATH#*:}; case "$*" in *"--no-cache copy"*) exit 3 ;; *) exec restic "$@" ;; esac');
    expect(copy(wantedAt())).toEqual({ ran: whole.slice(0, 1), ended: { code: 61, stdout: expect.any(String) as string, said: said('restic ended with exit code 3 while it copied the backup') } });
    expect(bench.plan(copySteps(wantedAt())[0]!, { mounts: { ...mounts, unmounted: [path.dirname(there())] } })).toMatchObject({ state: 'blocked', blockedBy: said('is not mounted') });
    expect(bench.plan(copySteps(wantedAt())[1]!, { place: { isWritable: true, free: 1000, isApart: false, dataUsed: 1, data: [], now: 0 } })).toMatchObject({ state: 'blocked', blockedBy: said("shares its file system with ClearML's data") });
  });
});

describe.skipIf(missing !== undefined || missingForPlaces !== undefined)(`a copy between places elsewhere${title(missing ?? missingForPlaces)}`, () => {
  const words = (name: string) => `passphrase of ${name} "x" $(x)`;
  const served = new Map<string, Served>();
  beforeAll(async () => {
    bench = new BackupBench(() => inputsOf({}));
    seed(bench.wanted.set);
    for (const [name, serve] of [['sftp', serveSftp], ['another sftp', serveSftp], ['s3', serveS3], ['a rest-server that only takes more', (folder: string) => serveRest(folder, '--append-only')]] as const) {
      const folder = path.join(bench.root, name.replaceAll(' ', '-'));
      mkdirSync(folder);
      served.set(name, await serve(folder));
    }
  });
  afterAll(() => {
    for (const each of served.values()) each.stop();
    bench.close();
  });
  const at = (name: string) => {
    const { place, secret: key } = served.get(name)!;
    return opening(place, words(name), key);
  };
  // Each repository is the first one of the next copy: nothing could be copied from it, were it not complete.
  it.each([['the directory', 's3'], ['s3', 'sftp'], ['sftp', 'another sftp'], ['another sftp', 'a rest-server that only takes more']])('goes from %s to %s', (from, to) => {
    const wanted: BackupWanted = { set: bench.wanted.set, destination: from === 'the directory' ? bench.wanted.destination : at(from), copy: { destination: at(to) } };
    const { ran, ended } = copy(wanted);
    expect([ended, ran.slice(0, 3)]).toEqual([undefined, whole]);
    expect(lies(wanted).stored.isComplete).toBe(true);
  });
});
