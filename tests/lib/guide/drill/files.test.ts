import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { filesPart } from '@/lib/guide/backups/files-part';
import { filesVerified } from '@/lib/guide/backups/files-verified';
import { filesDrill } from '@/lib/guide/drill/files';
import { BackupBench, missingForBackups } from '@/tests/support/backup-bench';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const missing = process.getuid?.() === 0 ? missingForBackups : 'root, whose directory a drill wants';

describe.skipIf(missing !== undefined)(`a drill of the file server's files${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  const inputs = (root: string) => inputsOf({ files: { compose: `services:\n  fileserver:\n    volumes:\n      - '${root}/files:/mnt/fileserver/'\n` } });
  let bench: BackupBench;
  beforeAll(() => {
    bench = new BackupBench(inputs, { mounts: { all: [], paths: new Map() }, recorded: undefined, containers: [], receipt: undefined });
    bench.put('docker', ':');
    mkdirSync(path.join(bench.root, 'files', 'company'), { recursive: true });
    for (const name of ['model', "it's $(x)", 'a\nb']) writeFileSync(path.join(bench.root, 'files', 'company', name), name);
    for (const step of [filesPart(bench.wanted), filesVerified(bench.wanted)]) expect(bench.take(step).ended?.code).toBe(0);
  });
  afterAll(() => bench.close());
  const drill = () => bench.run(bench.plan(filesDrill({ ...bench.wanted, run: newId(), place: `${bench.root}/drill`, elsewhere: `${bench.root}/elsewhere`, clearml: false })).commands[0]!);
  const living = () => readdirSync(path.join(bench.root, 'files'), { recursive: true, encoding: 'utf8' }).sort();

  it('restores all of them by the script of a restore, compares them, and leaves nothing', () => {
    const before = living();
    expect(drill()).toMatchObject({ code: 0, stdout: expect.stringContaining('3 files at random have the SHA-256 of those that are there; 0 were changed') as string });
    expect(living()).toEqual(before);
    expect(readdirSync(bench.root).filter((name) => ['drill', 'elsewhere'].includes(name))).toEqual([]);
  });
});
