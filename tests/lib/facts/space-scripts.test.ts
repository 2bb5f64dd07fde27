import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ServerFact } from '@/lib/facts/fact';
import { logSpace } from '@/lib/facts/log-space';
import { topFolders } from '@/lib/facts/top-folders';
import { treeSize } from '@/lib/facts/tree-size';

const place = mkdtempSync(path.join(tmpdir(), 'space-'));
afterAll(() => rmSync(place, { recursive: true }));

/** Asks this machine. */
function ask<T>(fact: ServerFact<T>, name: string, programs = ''): T {
  const args = 'args' in fact.command ? fact.command.args : [];
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', readFileSync(`lib/facts/${name}.sh`, 'utf8'), name, ...args], { encoding: 'utf8', env: { ...process.env, PATH: `${programs}:${process.env.PATH ?? ''}`, LC_ALL: 'C' } });
  return fact.parse({ exitCode: status, stdout, stderr, truncated: false, timedOut: false });
}

function file(name: string, bytes: number): void {
  mkdirSync(path.join(place, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(place, name), Buffer.alloc(bytes, 1));
}

describe('what takes the space, asked of this machine', () => {
  it('tells logs by size with their names as they are, and no file twice', () => {
    file('logs/apiserver/old.log', 70_000);
    file('logs/end\n=== clearml 0', 20_000);
    symlinkSync('apiserver/old.log', path.join(place, 'logs/link.log'));
    file('docker/containers/abc/abc-json.log.1', 9000);
    file('docker/containers/abc/config.v2.json', 9000);
    file('docker/containers/abc/local-logs/container.log', 30_000);
    const { clearml, docker } = ask(logSpace(path.join(place, 'logs'), path.join(place, 'docker')), 'log-space');
    expect(clearml?.files.map(({ name }) => name)).toEqual(['apiserver/old.log', 'end?=== clearml 0']);
    expect(clearml).toMatchObject({ count: 2, isCut: false });
    expect(clearml?.bytes).toBeGreaterThanOrEqual(90_000);
    expect(docker?.files.map(({ name }) => name)).toEqual(['abc/local-logs/container.log', 'abc/abc-json.log.1']);
    expect(ask(logSpace(path.join(place, 'none'), path.join(place, 'none')), 'log-space')).toEqual({ clearml: undefined, docker: undefined });
  });

  it('counts files as a backup does: without what is left out of one, whatever their names, and not at all what takes too long', () => {
    for (const [name, bytes] of [['a\n=== 0', 10], ['project/model', 200], ['project/tmp/x', 3], ['tmp/upload', 5000], ['.groundcrew-restore/before/old', 7000]] as const) file(`tree/${name}`, bytes);
    symlinkSync('/etc', path.join(place, 'tree/project/link'));
    symlinkSync('tree', path.join(place, 'linked'));
    const directory = path.join(place, 'linked');
    expect(ask(treeSize(directory, 'tmp'), 'tree-size')).toEqual({ files: 3, bytes: 213 });
    expect(ask(treeSize(directory, ''), 'tree-size')).toEqual({ files: 4, bytes: 5213 });
    expect(ask(treeSize(path.join(place, 'none'), ''), 'tree-size')).toBeUndefined();
    mkdirSync(path.join(place, 'slow'));
    writeFileSync(path.join(place, 'slow/timeout'), '#!/bin/sh\nexit 124\n', { mode: 0o755 });
    expect(ask(treeSize(directory, ''), 'tree-size', path.join(place, 'slow'))).toBeNull();
  });

  it('tells folders two levels deep, and what was counted when the time was over', () => {
    file('files/big\nproject/task/deep/model', 200_000);
    file('files/small/x', 10);
    const directory = path.join(place, 'files');
    const found = ask(topFolders(directory), 'top-folders');
    expect(found?.folders.map(({ name }) => name)).toEqual(['big?project', 'big?project/task', 'small']);
    expect(found).toMatchObject({ isCut: false });
    // A du that hangs once it has told the first folder.
    mkdirSync(path.join(place, 'bin'));
    writeFileSync(path.join(place, 'bin/du'), `#!/bin/sh\nprintf '4096\\t${directory}/small\\0'; exec sleep 100\n`, { mode: 0o755 });
    writeFileSync(path.join(place, 'bin/timeout'), '#!/bin/sh\nshift 2\nexec /usr/bin/timeout 0.2 "$@"\n', { mode: 0o755 });
    expect(ask(topFolders(directory), 'top-folders', path.join(place, 'bin'))).toEqual({ folders: [{ name: 'small', bytes: 4096 }], bytes: null, isCut: true });
    expect(ask(topFolders(path.join(place, 'none')), 'top-folders')).toBeUndefined();
  });
});
