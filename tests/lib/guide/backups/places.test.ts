import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backupPlace } from '@/lib/contract/backup-destination';
import { newId } from '@/lib/core/ids';
import { isSecret, secret } from '@/lib/core/secret';
import { planStep, type PlannedStep } from '@/lib/engine/plan';
import type { Step } from '@/lib/engine/types';
import { isUnreadable, type Reading, type ServerFact } from '@/lib/facts/fact';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { sshHostKeys } from '@/lib/facts/ssh-host-keys';
import { filesPart } from '@/lib/guide/backups/files-part';
import { filesVerified } from '@/lib/guide/backups/files-verified';
import { openingOf } from '@/lib/guide/backups/opening';
import { repository } from '@/lib/guide/backups/repository';
import { runbook } from '@/lib/guide/backups/runbook';
import type { BackupWanted } from '@/lib/guide/backups/wanted';
import type { Inputs } from '@/lib/guide/inputs';
import type { Command } from '@/lib/shell/command';
import { wordsOf } from '@/lib/shell/render';
import { cheapenResticKey } from '@/tests/support/cheap-restic-key';
import { missingForPlaces as missing, serveRest, serveS3, serveSftp, type Served } from '@/tests/support/far-places';
import { stub } from '@/tests/support/mount-namespace';
import { shellBlocks } from '@/tests/support/runbook-blocks';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 }); // each restic takes half a second for its key; Go builds the S3 server
const root = mkdtempSync(path.join(tmpdir(), 'places-'));
const passphrase = 'correct-horse "quoted" `x` $(x) \\';
const inputs = inputsOf({ layout: 'v3.29', files: { compose: `services:\n  fileserver:\n    volumes:\n      - '${root}/files:/mnt/fileserver/'\n` } });
const kinds = { sftp: serveSftp, s3: serveS3, rest: serveRest };
const said = (text: string) => expect.stringContaining(text) as string;
const kept = () => readdirSync('/run').filter((name) => name.startsWith('groundcrew-place-'));

interface Ran { readonly code: number | null; readonly said: string; readonly stdout: string }
const environment = { ...process.env, PATH: `${root}/bin:${process.env.PATH ?? ''}`, LC_ALL: 'C', AWS_ACCESS_KEY_ID: 'another', AWS_SECRET_ACCESS_KEY: 'another' };
const given = ({ stdin }: { stdin?: unknown }) => (isSecret(stdin) ? stdin.reveal() : '');
function run(command: Command): Ran {
  if (command.kind !== 'script' && command.kind !== 'exec') throw new Error('Of another kind.');
  const [program = '', ...words] = wordsOf(command);
  const { status, stdout, stderr } = spawnSync(program, words, { input: given(command), encoding: 'utf8', env: environment });
  return { code: status, said: stderr, stdout };
}
function ask<T>(fact: ServerFact<T>): Reading<T> {
  const { code, stdout, said: stderr } = run(fact.command);
  try {
    return { readable: true, value: fact.parse({ exitCode: code, stdout, stderr, truncated: false, timedOut: false }) };
  } catch (error) {
    if (isUnreadable(error)) return { readable: false, reason: error.message };
    throw error;
  }
}
function plan(step: Step<Inputs>): PlannedStep {
  const made: Record<string, unknown> = { mounts: { all: [], paths: new Map() }, recorded: undefined };
  return planStep(step, new Map(Object.entries(step.needs(inputs)).map(([name, fact]) => [fact.id, name in made ? { readable: true, value: made[name] } : ask(fact as ServerFact<unknown>)])), inputs);
}
function take(step: Step<Inputs>): { ended: Ran | undefined; after: PlannedStep['state'] } {
  let ended: Ran | undefined;
  for (const command of plan(step).commands) if ((ended = run(command)).code !== 0) break;
  return { ended, after: plan(step).state };
}

describe.skipIf(missing !== undefined)(`places elsewhere${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  beforeAll(() => {
    for (const name of ['bin', 'files']) mkdirSync(path.join(root, name));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('%s', (kind) => {
    let served: Served;
    const wantedBy = (words: string, key: string, place = served.place): BackupWanted => ({ set, destination: { ...openingOf(backupPlace.parse(place), secret(words), secret(key)), repositoryId: null } });
    const look = ({ destination: { directory, passphrase: input } }: BackupWanted) => ask(resticRepository(directory, input));
    const set = newId();
    beforeAll(async () => {
      mkdirSync(path.join(root, kind));
      writeFileSync(`${root}/files/model`, 'weights');
      served = await kinds[kind](path.join(root, kind));
    });
    afterAll(() => served?.stop());

    it('holds a repository, its passphrase and keys are in no command line and no environment, and nothing stays in memory', () => {
      const wanted = wantedBy(passphrase, served.secret);
      expect(look(wanted)).toMatchObject({ value: { state: 'absent' } });
      expect(ask(resticSnapshots(wanted.destination.directory, wanted.destination.passphrase, set))).toEqual({ readable: true, value: undefined });
      writeFileSync(`${root}/secrets`, [passphrase, ...served.secret.trim().split('\n').filter((line) => !line.startsWith('-----'))].join('\n'));
      spawnSync('sh', ['-euc', stub('restic', `cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" >${root}/seen; grep -qF -f ${root}/secrets ${root}/seen && touch ${root}/leaked; grep -q RCLONE ${root}/seen; PATH=\${PATH#*:}; exec restic "$@"`), 'sh', `${root}/bin`]);
      const made = take(repository(wanted));
      rmSync(`${root}/bin/restic`);
      expect(made).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
      if (served.directory !== null) cheapenResticKey(served.directory, passphrase);
      // The rest-server of this test has its password in its own environment.
      expect(existsSync(`${root}/leaked`)).toBe(kind === 'rest');
      expect(take(filesPart(wanted))).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
      expect(take(filesVerified(wanted))).toMatchObject({ ended: { code: 0, stdout: said('1 files, 7 bytes.') }, after: 'in-place' });
      expect(look(wanted)).toMatchObject({ value: { state: 'there', locks: [] } });
      expect(kept()).toEqual([]);
    });

    it('is opened by what the runbook says, from a shell that has only what it asks for', () => {
      const wanted = wantedBy(passphrase, served.secret);
      const text = runbook({ ...inputs, server: { ...inputs.server, name: 'alpha' } }, backupPlace.parse(served.place));
      for (const each of [passphrase, served.secret.trim()]) expect(text).not.toContain(each);
      // Its values, and its first part up to the list of backups.
      const [values = '', ...asking] = shellBlocks(text.slice(0, text.indexOf('\n## 2.')));
      const opening = asking.join('\n');
      writeFileSync(`${root}/key`, served.secret, { mode: 0o600 });
      const script = `${values}\n${kind === 'sftp' ? `ssh_key=${root}/key\n` : ''}${opening.replace('snapshots --tag source=manifest', `dump --tag set=${set},source=files latest /model`)}`;
      const follow = (words: string, key: string) => spawnSync('sh', ['-c', script], { input: `${words}\n${kind === 'sftp' ? '' : `${key}\n`}`, encoding: 'utf8', env: { NODE_ENV: 'test', PATH: process.env.PATH, HOME: root } });
      expect(wanted.destination.directory).toContain(`${kind}:`);
      expect(follow(passphrase, served.secret)).toMatchObject({ status: 0, stdout: 'weights' });
      expect(follow('another passphrase', served.secret)).toMatchObject({ status: 1, stderr: said('wrong password') });
    });

    it('tells a wrong passphrase from a wrong key', () => {
      expect(look(wantedBy('another passphrase', served.secret))).toEqual({ readable: true, value: { state: 'wrong-passphrase' } });
      const refused = look(wantedBy(passphrase, served.wrong));
      expect(refused).toMatchObject({ readable: false, reason: said('The server could not tell its restic repository') });
      expect(plan(repository(wantedBy(passphrase, served.wrong)))).toMatchObject({ state: 'blocked' });
      expect(kept()).toEqual([]);
    });

    it('goes on after all of it was killed, whose keys go with the next question', async () => {
      const wanted = wantedBy(passphrase, served.secret);
      writeFileSync(`${root}/files/model`, randomBytes(400_000));
      const planned = plan(filesPart({ ...wanted, set: newId() }));
      expect(planned).toMatchObject({ state: 'planned', commands: [{ file: 'guide/backups/files-part.sh' }] });
      // So slow that it is in the middle for minutes.
      spawnSync('sh', ['-euc', stub('restic', `PATH=\${PATH#*:}; case " $* " in *' backup '*) exec restic --limit-upload 1 "$@" ;; *) exec restic "$@" ;; esac`), 'sh', `${root}/bin`]);
      const [command] = planned.commands;
      const [program = '', ...words] = wordsOf(command as Parameters<typeof wordsOf>[0]);
      const child = spawn(program, words, { env: environment, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
      child.stdin.end(given(command as { stdin?: unknown }));
      await vi.waitFor(() => expect(look(wanted)).toMatchObject({ value: { locks: [{ isGone: false }] } }), 30_000);
      const ended = once(child, 'exit');
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
      expect(kept()).toHaveLength(1);
      rmSync(`${root}/bin/restic`);
      await vi.waitFor(() => expect(look(wanted)).toMatchObject({ value: { locks: [{ isGone: true }] } }), 30_000);
      expect(kept()).toEqual([]);
      expect(plan(filesPart({ ...wanted, set: newId() })).commands.map((each) => (each.kind === 'script' ? each.file : each.kind))).toEqual(['guide/backups/unlocked.sh', 'guide/backups/files-part.sh']);
      expect(take(filesPart({ ...wanted, set: newId() }))).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
      expect(look(wanted)).toMatchObject({ value: { locks: [] } });
    });

    if (kind === 'sftp') it('T-SSH-1: a host with another key than the pinned one is sent nothing', () => {
      const { place } = served;
      if (place.kind !== 'sftp') throw new Error('Of another kind.');
      const shown = ask(sshHostKeys(place.host, place.port));
      expect(shown).toMatchObject({ readable: true, value: [{ algorithm: 'ssh-ed25519', line: place.hostKey }] });
      const another = place.hostKey.replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA'));
      const before = served.said().length;
      expect(look(wantedBy(passphrase, served.secret, { ...place, hostKey: another }))).toMatchObject({ readable: false });
      expect(served.said().slice(before)).not.toMatch(/Accepted|Postponed|Failed/);
      expect(look(wantedBy(passphrase, served.secret))).toMatchObject({ value: { state: 'there' } });
      expect(served.said().slice(before)).toMatch(/Accepted publickey/);
    });
  });
});
