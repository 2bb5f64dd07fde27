import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { isSecret, secret } from '@/lib/core/secret';
import { planStep, type PlannedStep } from '@/lib/engine/plan';
import type { Step } from '@/lib/engine/types';
import { isUnreadable, type Reading, type ServerFact } from '@/lib/facts/fact';
import { resticContents } from '@/lib/facts/restic-contents';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import type { Inputs } from '@/lib/guide/inputs';
import { manifest } from '@/lib/guide/backups/manifest';
import { mongodbPart } from '@/lib/guide/backups/mongodb-part';
import { mongodbVerified } from '@/lib/guide/backups/mongodb-verified';
import { repository } from '@/lib/guide/backups/repository';
import type { Command } from '@/lib/shell/command';
import { wordsOf } from '@/lib/shell/render';
import { layEmptyRepository } from '@/tests/support/empty-repository';
import { archive, document, joined } from '@/tests/support/mongo-archive';
import { stub } from '@/tests/support/mount-namespace';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const restic = 'restic';
const isThere = (program: string, ...words: string[]) => spawnSync(program, words).status === 0;
const missing = [[restic, 'version'], ['python3', '-I', '-S', '-c', 'import lzma'], ['ionice', '-c', '3', 'true']].find(([program = '', ...words]) => !isThere(program, ...words))?.[0];

const root = mkdtempSync(path.join(tmpdir(), 'backups-'));
const folder = path.join(root, "it's $(x)");
const directory = path.join(folder, 'new place', 'backups');
const passphrase = 'correct-horse "quoted" `x` $(x) \\';
// Its own: the stub of Docker shows the dumps of all this machine, and the dumps of a set are ended, also those of another run of this test.
const set = newId();
const wanted = { set, destination: { directory, passphrase: secret(passphrase), repositoryId: null } };
const inputs = inputsOf();
const steps = { mongodb: mongodbPart(wanted), verified: mongodbVerified(wanted), manifest: manifest(wanted) };
const whole = joined(archive([{ db: 'backend', collection: 'task', documents: [document(1, 100_000), document(2)] }, { db: 'auth', collection: 'user', documents: [] }]));

interface Ran { readonly code: number | null; readonly said: string; readonly stdout: string }
function run(command: Command, change: (words: string[]) => string[] = (words) => words): Ran {
  if (command.kind !== 'script' && command.kind !== 'exec') throw new Error('Of another kind.');
  const [program = '', ...words] = change(wordsOf(command));
  const input = isSecret(command.stdin) ? command.stdin.reveal() : command.stdin;
  const { status, stdout, stderr } = spawnSync(program, words, { input: input ?? '', encoding: 'utf8', env: { ...process.env, PATH: `${root}/bin:${process.env.PATH ?? ''}`, LC_ALL: 'C' } });
  return { code: status, said: stderr, stdout };
}
function ask<T>(fact: ServerFact<T>): Reading<T> {
  const { code, stdout, said } = run(fact.command);
  try {
    return { readable: true, value: fact.parse({ exitCode: code, stdout, stderr: said, truncated: false, timedOut: false }) };
  } catch (error) {
    if (isUnreadable(error)) return { readable: false, reason: error.message };
    throw error;
  }
}
/** From fresh facts; only Docker's list is made up. */
function plan(step: Step<Inputs>): PlannedStep {
  const containers = [{ name: 'mongo', service: 'mongo', image: '', state: 'running', isUnhealthy: false, ports: [] }];
  const readings = Object.entries(step.needs(inputs)).map(([name, fact]): [string, Reading<unknown>] => [fact.id, name === 'containers' ? { readable: true, value: containers } : ask(fact as ServerFact<unknown>)]);
  return planStep(step, new Map(readings), inputs);
}
/** As a run does: planned, run until a command fails, planned again. */
function take(step: Step<Inputs>): { ended: Ran | undefined; after: PlannedStep['state'] } {
  let ended: Ran | undefined;
  for (const command of plan(step).commands) if ((ended = run(command)).code !== 0) break;
  return { ended, after: plan(step).state };
}
const stored = () => {
  const reading = ask(resticSnapshots(directory, wanted.destination.passphrase, set));
  if (!reading.readable) throw new Error(reading.reason);
  return (reading.value ?? []).map(({ tags }) => tags.find((tag) => tag.startsWith('source=')));
};
/** A program of that name first in the path; `dump` is what mongodump does. */
function put(name: string, text: string): void {
  spawnSync('sh', ['-euc', stub(name, text), 'sh', `${root}/bin`]);
}
const dump = (text: string) => writeFileSync(`${root}/dump`, text.replaceAll('ROOT', root));

describe.skipIf(missing !== undefined)(`MongoDB's backup${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  beforeAll(() => {
    mkdirSync(`${root}/bin`);
    put('docker', `case $1 in
  ps) for word; do case $word in label=com.docker.compose.service=mongo) echo c0ffee ;; esac; done ;;
  top) echo PID; grep -lzs '^GROUNDCREW_BACKUP=' /proc/[0-9]*/environ | tr -dc '0-9\\n' ;;
  exec) case $* in *--version) echo 'mongodump version: 100.9.4'; echo 'git version: 1' ;; *) export "$3"; exec sh "${root}/dump" ;; esac ;;
esac`);
    writeFileSync(`${root}/archive`, whole);
    writeFileSync(`${root}/passphrase`, `${passphrase}\n`);
  });
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${root}/bin/restic`, { force: true });
    layEmptyRepository(directory, passphrase);
    dump('cat ROOT/archive');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('is stored and read back, and alone gets no manifest', () => {
    // While restic runs, no process shows the passphrase; and what an earlier attempt left in the container is ended.
    dump('cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | grep -qF -f ROOT/passphrase && touch ROOT/leaked; cat ROOT/archive');
    expect(take(steps.mongodb)).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(existsSync(`${root}/leaked`)).toBe(false);
    expect(take(steps.verified)).toMatchObject({ ended: { code: 0, stdout: expect.stringContaining("MongoDB's archive was read to its end: 2 collections, 2 documents.") as string }, after: 'in-place' });
    const contents = resticContents(directory, wanted.destination.passphrase, set);
    expect(ask(contents)).toMatchObject({ value: { images: undefined, collections: { isWhole: true, documents: 2, collections: [{ db: 'backend', collection: 'task', documents: 2 }, { db: 'auth', collection: 'user', documents: 0 }] } } });
    // What an answer does not take is said, not cut.
    expect(run(contents.command, (words) => [...words.slice(0, -1), '20'])).toMatchObject({ code: 0, stdout: 'collections-long\n' });
    // The other parts are missing.
    expect(take(steps.manifest)).toMatchObject({ ended: { code: 61 }, after: 'planned' });
    expect(stored()).toEqual(['source=mongodb', 'source=mongodb-proof']);
    // Whoever has restic and the passphrase needs nothing of ours.
    expect(spawnSync(restic, ['-r', directory, '--no-cache', '-p', `${root}/passphrase`, 'dump', `--tag=set=${set}`, '--path', '/mongodb.archive', 'latest', '/mongodb.archive']).stdout.equals(whole)).toBe(true);
  });

  it('leaves nothing of a dump that failed, however whole it looks', () => {
    dump('cat ROOT/archive; echo "Failed: error reading" >&2; exit 1');
    expect(take(steps.mongodb)).toMatchObject({ ended: { code: 61, said: expect.stringContaining('mongodump ended with exit code 1. Nothing of it counts.') as string }, after: 'planned' });
    expect(take(steps.verified)).toMatchObject({ ended: { code: 61 }, after: 'planned' });
    expect(take(steps.manifest)).toMatchObject({ ended: { code: 61 }, after: 'planned' });
    expect(stored()).toEqual([]);
  });

  it('gives up a dump that takes too long, and ends what runs on in the container', () => {
    // What stops is the client of Docker; the dump itself does not see it.
    dump('setsid sleep 300 >/dev/null 2>&1 & echo $! >ROOT/pid; exec sleep 300');
    const [command] = plan(steps.mongodb).commands;
    if (command === undefined) throw new Error('Nothing is planned.');
    expect(run(command, (words) => [...words.slice(0, -1), '1'])).toMatchObject({ code: 61, said: expect.stringContaining('MongoDB was not dumped within 1 seconds.') as string });
    expect(isThere('sh', '-c', 'grep -q sleep "/proc/$(cat "$1")/cmdline"', 'sh', `${root}/pid`)).toBe(false);
    expect(stored()).toEqual([]);
  });

  it('goes on after restic was killed in the middle', () => {
    dump(`head -c 50000 ROOT/archive
until [ -n "$(ls "${directory.replaceAll('$', '\\$')}/locks")" ]; do sleep 0.1; done
for each in /proc/[0-9]*; do if [ "$(cat $each/comm 2>/dev/null)" = restic ] && grep -qaF "${root}" $each/cmdline; then kill -9 "\${each#/proc/}"; fi; done
cat ROOT/archive`);
    expect(take(steps.mongodb)).toMatchObject({ ended: { code: 61, said: expect.stringContaining('restic ended with exit code 137') as string }, after: 'planned' });
    expect(stored()).toEqual([]);
    expect(ask(resticRepository(directory, wanted.destination.passphrase))).toMatchObject({ value: { locks: [{ isGone: true }] } });
    dump('cat ROOT/archive');
    expect(plan(steps.mongodb).commands.map(({ kind }) => kind)).toEqual(['exec', 'script']);
    expect(take(steps.mongodb)).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(readdirSync(path.join(directory, 'locks'))).toEqual([]);
  });

  it('does not count what was stored before a kill, and forgets it the next time', () => {
    put('restic', `case " $* " in *' tag '*) kill -9 "$PPID" ;; *) PATH=\${PATH#*:}; exec restic "$@" ;; esac`);
    expect(take(steps.mongodb)).toMatchObject({ ended: { code: 137 }, after: 'planned' });
    expect(stored()).toEqual(['source=mongodb-unfinished']);
    rmSync(`${root}/bin/restic`);
    expect(take(steps.mongodb)).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(stored()).toEqual(['source=mongodb']);
  });

  const empty = joined(archive([{ db: 'backend', collection: 'task', documents: [] }]));
  it.each([
    ['cut', whole.subarray(0, -30), 'The archive is cut: it ends in '],
    ['damaged at its beginning', Buffer.concat([whole.subarray(0, 20), Buffer.alloc(3_000_000)]), "MongoDB's archive in the repository is not whole, so this backup is none."],
    ['whole, without a document', empty, 'no collection in it has a document. An empty backup looks like success'],
  ])('is not proven when it is %s', (_how, bytes, sentence) => {
    writeFileSync(`${root}/bad`, bytes);
    dump('cat ROOT/bad');
    expect(take(steps.mongodb).after).toBe('in-place');
    expect(take(steps.verified)).toMatchObject({ ended: { code: 61, said: expect.stringContaining(sentence) as string }, after: 'planned' });
    expect(stored()).toEqual(['source=mongodb']);
  });
});

describe.skipIf(missing !== undefined)(`the repository${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  const here = mkdtempSync(path.join(tmpdir(), 'repository-'));
  const place = path.join(here, "it's $(x)", 'new place');
  const own = (text: string) => repository({ set, destination: { directory: place, passphrase: secret(text), repositoryId: null } });
  afterAll(() => rmSync(here, { recursive: true }));

  it('is made again where restic was killed while it made one, opens by its passphrase only, and is left alone', () => {
    expect(take(own(passphrase))).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    // What restic writes last was not written.
    rmSync(path.join(place, 'config'), { force: true });
    expect(take(own('second'))).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(readdirSync(path.join(place, 'keys'))).toHaveLength(1);
    expect(plan(own(passphrase))).toMatchObject({ state: 'blocked', blockedBy: expect.stringContaining('The passphrase does not open the repository') as string });
    rmSync(path.join(place, 'config'), { force: true });
    writeFileSync(path.join(place, 'data', 'notes'), '');
    chmodSync(path.join(place, 'data', 'notes'), 0o600);
    expect(plan(own('second'))).toMatchObject({ state: 'blocked', blockedBy: expect.stringContaining('such as "data/notes"') as string });
  });
});
