import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { filesPart } from '@/lib/guide/backups/files-part';
import { filesVerified } from '@/lib/guide/backups/files-verified';
import { filesDrill } from '@/lib/guide/drill/files';
import type { Command } from '@/lib/shell/command';
import { readScript } from '@/lib/shell/read-script';
import { BackupBench, missingForBackups } from '@/tests/support/backup-bench';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const missing = process.getuid?.() === 0 ? missingForBackups : 'root, whose directory a drill wants';

describe.skipIf(missing !== undefined)(`a drill of the file server's files${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  const inputs = (root: string) => inputsOf({ files: { compose: `services:\n  fileserver:\n    volumes:\n      - '${root}/files:/mnt/fileserver/'\n` } });
  let bench: BackupBench;
  let planned: Command;
  beforeAll(() => {
    bench = new BackupBench(inputs, { mounts: { all: [], paths: new Map() }, recorded: undefined, containers: [], receipt: undefined });
    bench.put('docker', ':');
    mkdirSync(path.join(bench.root, 'files', 'company'), { recursive: true });
    for (const name of ['model', "it's $(x)", 'a\nb']) writeFileSync(path.join(bench.root, 'files', 'company', name), name);
    utimesSync(path.join(bench.root, 'files', 'company', 'model'), 1e9, 1e9);
    for (const step of [filesPart(bench.wanted), filesVerified(bench.wanted)]) expect(bench.take(step).ended?.code).toBe(0);
    [planned] = bench.plan(filesDrill({ ...bench.wanted, run: newId(), place: `${bench.root}/drill`, elsewhere: `${bench.root}/elsewhere`, clearml: false })).commands as [Command];
  });
  afterAll(() => bench.close());
  const drill = (what: 'all' | 'sample' = 'all') => bench.run(planned, (words) => words.map((word, index) => (index === words.length - 1 ? what : index === words.length - 2 ? '1000' : word)));
  const living = () => readdirSync(path.join(bench.root, 'files'), { recursive: true, encoding: 'utf8' }).sort();

  it('restores all of them by the script of a restore, compares them, and leaves nothing', () => {
    const before = living();
    expect(drill()).toMatchObject({ code: 0, stdout: expect.stringContaining('3 files at random have the SHA-256 of those that are there; 0 were changed') as string });
    expect(living()).toEqual(before);
    expect(readdirSync(bench.root).filter((name) => ['drill', 'elsewhere'].includes(name))).toEqual([]);
  });

  it('compares nothing with what lives here where the backup is another server\'s: that is no damage of it', () => {
    const file = path.join(bench.root, 'files', 'company', 'model');
    writeFileSync(file, 'ledom');
    utimesSync(file, 1e9, 1e9);
    const ended = bench.run(planned, (words) => words.map((word, index) => (index === words.length - 3 ? '' : word)));
    writeFileSync(file, 'model');
    utimesSync(file, 1e9, 1e9);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/3 \d+ \(files, bytes\)[^]*nothing is compared with them/) as string });
    expect(readdirSync(bench.root)).not.toContain('drill');
  });

  it('restores some of a large tree, chosen from a list that is nowhere as a whole', () => {
    expect(drill('sample')).toMatchObject({ code: 0, stdout: expect.stringContaining('Restored and compared 2 files at random.') as string });
    expect(readdirSync(bench.root)).not.toContain('drill');
  });

  /** Damages the piece that holds the files; it is as it was before afterwards. */
  function damaged<T>(how: (pack: string) => void, then: () => T): T {
    cpSync(bench.directory, `${bench.root}/whole`, { recursive: true });
    const packs = readdirSync(`${bench.directory}/data`, { recursive: true, encoding: 'utf8' }).map((name) => `${bench.directory}/data/${name}`).filter((name) => statSync(name).isFile());
    try {
      for (const pack of packs) how(pack);
      return then();
    } finally {
      rmSync(bench.directory, { recursive: true });
      cpSync(`${bench.root}/whole`, bench.directory, { recursive: true });
      rmSync(`${bench.root}/whole`, { recursive: true });
    }
  }
  const flip = (pack: string) => {
    const bytes = readFileSync(pack);
    bytes[10]! ^= 1;
    rmSync(pack);
    writeFileSync(pack, bytes);
  };

  it.each(['all', 'sample'] as const)('calls the backup damaged where restic says so: %s', (what) => {
    expect(damaged(flip, () => drill(what))).toMatchObject({ code: 62, said: expect.stringMatching(/ciphertext verification failed[^]*The backup is damaged, so it is not proven any more\./) as string });
  });

  it('calls the backup damaged where a file of the same size and time has another hash', () => {
    const file = path.join(bench.root, 'files', 'company', 'model');
    writeFileSync(file, 'ledom');
    utimesSync(file, 1e9, 1e9);
    expect(drill()).toMatchObject({ code: 62, said: expect.stringContaining('"company/model" has another SHA-256') as string });
    writeFileSync(file, 'model');
    utimesSync(file, 1e9, 1e9);
  });

  it.each([
    ['a connection that is cut', "ssh: connect to host backup: Connection refused\\nLoad(<data/88e2ad11c9>, 249, 485) returned error, retrying after 5s: file does not exist", 1],
    ['a restic that is killed', 'Killed', 137],
    ['a full disk', 'ignoring error for /a: write /drill/a: no space left on device', 1],
  ])('says nothing of the backup after %s', (_, words, code) => {
    for (const what of ['all', 'sample'] as const) {
      bench.put('restic', `case " $* " in *' stats '*) exec /usr/bin/restic "$@" ;; esac; printf '${words}\\n' >&2; exit ${code}`);
      const ended = drill(what);
      rmSync(`${bench.root}/bin/restic`);
      expect(ended).toMatchObject({ code: 61, said: expect.stringContaining('found no damage in it: what was known of it stays so') as string });
    }
  });

  it('says nothing of the backup once its whole place has gone in the middle', () => {
    bench.put('restic', `case " $* " in *' restore '*) echo 'ignoring error for /a: StreamPack: open /x/data/88: no such file or directory' >&2; exit 1 ;; *' config '*) exit 1 ;; *) exec /usr/bin/restic "$@" ;; esac`);
    const ended = drill();
    rmSync(`${bench.root}/bin/restic`);
    expect(ended.code).toBe(61);
  });
});

it('chooses each of many files as likely, in bounded memory, and nothing from a list that has no end', () => {
  const choose = (lines: string) => spawnSync('python3', ['-I', '-S', '-c', readScript('guide/drill/files.py'), 'choose', '4800000000'], { input: lines, encoding: 'utf8' });
  const list = Array.from({ length: 20_000 }, (_, index) => JSON.stringify({ type: 'file', path: `/${index}`, size: 10 })).join('\n');
  const { status, stdout } = choose(`${list}\nlisted\n`);
  const numbers = stdout.trim().split('\n').map((line) => Number(line.split('/')[1]));
  expect([status, numbers.length, new Set(numbers).size]).toEqual([0, 25, 25]);
  // By chance alone one of these fails once in ten million runs.
  expect([Math.max(...numbers) > 10_000, Math.min(...numbers) < 10_000]).toEqual([true, true]);
  expect([choose(list).status, choose('listed\n').status, choose(`${JSON.stringify({ type: 'file', path: '/large', size: 2e9 })}\nlisted\n`).stdout]).toEqual([4, 3, '2000000000 /large\n']);
});
