import { lstatSync, readdirSync, readFileSync } from 'node:fs';
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

  describe.skipIf(process.getuid?.() !== 0)('on a rest-server', () => {
    const old = newId();
    const far = () => prune({ ...bench.wanted, destination: { ...bench.wanted.destination, directory: 'rest:http://127.0.0.1:9/one/' }, expired: [old] });
    const there = { state: 'there', id: '', format: 2, locks: [] };
    const restic = (before: string) => bench.put('restic', `${before}PATH=\${PATH#*:}; shift 5; exec restic --no-cache --password-file /dev/fd/3 --repo "${bench.directory.replaceAll('$', '\\$')}" "$@"`);
    beforeEach(() => {
      store(400_000, `set=${old}`, 'source=mongodb');
      store(10, `set=${old}`, 'source=manifest');
    });

    it('stay in append-only mode, which is no failure: it is asked once in a backup', () => {
      const snapshots = bench.stored(bench.of(old));
      // As restic 0.14 tells what rclone's and restic's own server answer then.
      restic(`case " $* " in *' forget '* | *' prune '*) echo $* >>"${bench.root}/asked"; echo 'unable to remove <snapshot/84a93ed3> from the repository: blob not removed, server response: 403 Forbidden (403)' >&2; exit 1 ;; esac; `);
      const { commands } = bench.plan(far(), { repository: there, snapshots, asked: undefined });
      expect(bench.run(commands[0]!)).toMatchObject({ code: 0, stdout: expect.stringContaining('lets nothing be deleted (append-only), so all older backups stay') as string });
      expect(readFileSync(`${bench.root}/asked`, 'utf8').trim().split('\n')).toHaveLength(1);
      const [, left] = commands;
      expect(left).toMatchObject({ file: 'guide/leave-receipt.sh', args: ['backups-prune'] });
      expect(bench.plan(far(), { repository: there, snapshots, asked: left!.kind === 'script' ? left!.stdin : '' })).toMatchObject({ state: 'in-place', commands: [] });
      // Nor is another one asked with this one's receipt.
      expect(bench.plan(prune({ ...bench.of(newId()), destination: { ...bench.wanted.destination, directory: 'rest:http://127.0.0.1:9/one/' }, expired: [old] }), { repository: there, snapshots, asked: left!.kind === 'script' ? left!.stdin : '' }).state).toBe('planned');
    });

    it('are deleted in any other mode, and another refusal fails', () => {
      const snapshots = bench.stored(bench.of(old));
      const [command] = bench.plan(far(), { repository: there, snapshots, asked: undefined }).commands;
      restic(`case " $* " in *' forget '*) echo 'server response: 500 Internal Server Error (500)' >&2; exit 1 ;; esac; `);
      expect(bench.run(command!)).toMatchObject({ code: 61, said: expect.stringContaining('restic ended with exit code 1') as string });
      expect(tags()).toHaveLength(2);
      const before = size();
      restic('');
      expect(bench.run(command!)).toMatchObject({ code: 0 });
      expect([tags(), before - size() > 390_000]).toEqual([[], true]);
    });
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
