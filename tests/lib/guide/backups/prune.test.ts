import { lstatSync, readdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { prune } from '@/lib/guide/backups/prune';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.skipIf(missing !== undefined)(`older backups${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  const store = (bytes: number, ...tags: string[]) => bench.restic(['backup', '--quiet', '--stdin', '--stdin-filename', 'x', ...tags.map((tag) => `--tag=${tag}`)], randomBytes(bytes));
  const size = () => readdirSync(path.join(bench.directory, 'data'), { recursive: true, withFileTypes: true }).reduce((sum, each) => sum + (each.isFile() ? lstatSync(path.join(each.parentPath, each.name)).size : 0), 0);
  const tags = () => (JSON.parse(bench.restic(['snapshots', '--json']).toString()) as { tags?: string[] }[]).map((each) => each.tags?.join(' '));
  const pruneOf = (...expired: string[]) => prune({ ...bench.wanted, expired });
  beforeAll(() => {
    bench = new BackupBench(() => inputsOf({}));
  });
  beforeEach(() => bench.clear());
  afterAll(() => bench.close());

  it('are deleted with what only they held, and nothing else is', () => {
    const [old, cut, shared] = [newId(), newId(), newId()];
    store(400_000, `set=${old}`, 'source=mongodb');
    store(10, `set=${old}`, 'source=manifest');
    store(10, `set=${cut}`, 'source=mongodb-unfinished');
    store(200_000, `set=${bench.wanted.set}`, 'source=mongodb');
    store(10, `set=${shared}`, `set=${bench.wanted.set}`);
    store(10, "of somebody else's");
    const before = size();
    expect(bench.take(pruneOf(old, cut, shared, bench.wanted.set))).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(tags()).toEqual([`set=${bench.wanted.set} source=mongodb`, `set=${shared} set=${bench.wanted.set}`, "of somebody else's"].map((text) => expect.stringMatching(new RegExp(text.split(' ').join('.'))) as string));
    expect(before - size()).toBeGreaterThan(390_000);
    bench.restic(['check', '--read-data']);
    expect(readdirSync(path.join(bench.directory, 'locks'))).toEqual([]);
  });

  it('are none where none is given up, or where they are gone already', () => {
    store(10, `set=${bench.wanted.set}`, 'source=mongodb');
    for (const step of [pruneOf(), pruneOf(newId())]) expect(bench.plan(step)).toMatchObject({ state: 'in-place', commands: [] });
    expect(tags()).toHaveLength(1);
  });

  it('stay while somebody is at the repository, and fail in a sentence where restic does', () => {
    const old = newId();
    store(10, `set=${old}`, 'source=mongodb');
    const held = { id: 'a'.repeat(64), host: 'other', pid: 7, since: '2026-11-30T04:22:48.414Z', isExclusive: false, isGone: false };
    expect(bench.plan(pruneOf(old), { repository: { state: 'there', id: '', format: 2, locks: [held] } })).toMatchObject({ state: 'blocked', commands: [] });
    bench.put('restic', 'case $* in *forget*) exit 3 ;; *) PATH=${PATH#*:}; exec restic "$@" ;; esac');
    expect(bench.take(pruneOf(old))).toMatchObject({ ended: { code: 61, said: expect.stringContaining('restic ended with exit code 3 while it deleted older backups. The new backup is complete all the same') as string }, after: 'planned' });
    expect(tags()).toHaveLength(1);
  });
});
