import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSecret, secret } from '@/lib/core/secret';
import { copySteps } from '@/lib/guide/backups/copy-steps';
import { wantedSources } from '@/lib/guide/backups/stored';
import { proofOf, snapshotWith, type BackupWanted } from '@/lib/guide/backups/wanted';
import { wordsOf } from '@/lib/shell/render';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { copyBackup, liesThere, mounts, seedBackup, weights, whole } from '@/tests/support/copied-backup';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 }); // each restic takes half a second for a key
const program = 'restic';
const said = (text: string) => expect.stringContaining(text) as string;
const title = (lacks: string | undefined) => (lacks === undefined ? '' : ` (skipped: this machine has no ${lacks})`);

let bench: BackupBench;

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
    seedBackup(bench, bench.wanted.set);
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
    expect(copyBackup(bench, wanted)).toEqual({ ran: [...whole, 'copy-runbook', 'copy-prune'], ended: undefined });
    expect(existsSync(`${bench.root}/leaked`)).toBe(false);
    // What both needed lay in memory for the time of a call.
    const inMemory = readFileSync(`${bench.root}/calls`, 'utf8').match(/\/run\/groundcrew-place-[^/]+(?=\/second)/g) ?? [];
    expect(inMemory.map((each) => existsSync(each))).toEqual([false, false]);
    rmSync(`${bench.root}/bin/restic`);
    const { stored, snapshots } = liesThere(bench, wanted);
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
    expect(copyBackup(bench, wantedAt()).ended).toBeUndefined();
    const before = bench.stored();
    expect(copyBackup(bench, wantedAt('a passphrase that opens nothing'))).toEqual({ ran: [], ended: { code: null, stdout: '', said: said('The passphrase does not open the repository in') } });
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
    expect(liesThere(bench, wanted).stored.isComplete).toBe(false);
    // Without a copy that is whole it gets no manifest.
    expect(bench.run(bench.plan(copySteps(wanted)[2]!, { repository: { state: 'there', id: '', format: 2, locks: [] } }).commands[0]!)).toMatchObject({ code: 61, said: said('was not copied') });
    rmSync(`${bench.root}/bin/restic`);
    expect(copyBackup(bench, wanted).ran.slice(0, 3)).toEqual(whole);
    expect(liesThere(bench, wanted).stored.isComplete).toBe(true);
    expect(locks()).toEqual([0, 0]);
  });

  it('fails in a sentence where restic does, and is not made below a disk that is not mounted', () => {
    bench.put('restic', 'PATH=${PATH#*:}; case "$*" in *"--no-cache copy"*) exit 3 ;; *) exec restic "$@" ;; esac');
    expect(copyBackup(bench, wantedAt())).toEqual({ ran: whole.slice(0, 1), ended: { code: 61, stdout: expect.any(String) as string, said: said('restic ended with exit code 3 while it copied the backup') } });
    expect(bench.plan(copySteps(wantedAt())[0]!, { mounts: { ...mounts, unmounted: [path.dirname(there())] } })).toMatchObject({ state: 'blocked', blockedBy: said('is not mounted') });
    expect(bench.plan(copySteps(wantedAt())[1]!, { place: { isWritable: true, free: 1000, isApart: false, dataUsed: 1, data: [], now: 0 } })).toMatchObject({ state: 'blocked', blockedBy: said("shares its file system with ClearML's data") });
  });
});
