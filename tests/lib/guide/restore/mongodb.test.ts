import { existsSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { mongoArchiveReader } from '@/lib/facts/mongo-archive';
import { mongodbRestored } from '@/lib/guide/restore/mongodb-restored';
import type { Command } from '@/lib/shell/command';
import { readScript } from '@/lib/shell/read-script';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { archive, document, joined } from '@/tests/support/mongo-archive';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const running = [{ name: 'allegro-mongo', service: 'mongo', image: 'mongo:6', state: 'running', isUnhealthy: false, ports: [] }];

describe.skipIf(missing !== undefined)(`MongoDB is restored${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  /** Restores the whole archive, which lies in the repository before each test. */
  let command: Command;
  const whole = joined(archive([{ db: 'backend', collection: 'task', documents: [document(1, 1000), document(2)] }]));
  const counts = spawnSync('python3', ['-I', '-S', '-c', mongoArchiveReader.map(readScript).join('\n')], { input: whole }).stdout;
  const nothing = { containers: running, receipt: undefined };
  beforeAll(() => {
    bench = new BackupBench(() => inputsOf(), nothing);
    // MongoDB itself is not here: what is done to it is written down. It is tried with tests/reliability/burned-down.test.ts.
    bench.put('python3', `case "\${5:-}" in empty) echo emptied >>"${bench.root}/log"; echo "$6" >"${bench.root}/address" ;; compare) cat >/dev/null; echo compared >>"${bench.root}/log" ;; *) PATH=\${PATH#*:}; exec python3 "$@" ;; esac`);
    command = store(whole);
    bench.keep('stored');
  });
  beforeEach(() => {
    bench.clear('stored');
    rmSync(`${bench.root}/log`, { force: true });
    docker('0 document(s) failed to restore.', 0);
  });
  afterAll(() => bench.close());
  const docker = (says: string, code: number) => bench.put('docker', `case $1 in
  inspect) case $* in *Running*) echo true ;; *) echo 127.0.0.1 ;; esac ;;
  exec) case $* in *--version*) ;; *) wc -c >>"${bench.root}/log"; echo '${says}' >&2; exit ${code} ;; esac ;;
esac`);
  const log = () => (existsSync(`${bench.root}/log`) ? readFileSync(`${bench.root}/log`, 'utf8').trim().split(/\s+/) : []);
  function store(bytes: Buffer): Command {
    const tags = (source: string, ...more: string[]) => [`--tag=set=${bench.wanted.set}`, `--tag=source=${source}`, ...more.map((tag) => `--tag=${tag}`)];
    bench.restic(['backup', '--stdin', '--stdin-filename', 'mongodb.archive', ...tags('mongodb')], bytes);
    bench.restic(['backup', '--stdin', '--stdin-filename', 'mongodb.json', ...tags('mongodb-proof', `of=${bench.stored()[0]!.id}`)], counts);
    return bench.plan(mongodbRestored({ ...bench.wanted, run: newId(), parts: ['mongodb'] }), nothing).commands.find((each) => each.kind === 'script' && each.file.endsWith('mongodb-restored.sh'))!;
  }
  const flipped = () => { const bytes = Buffer.from(whole); bytes[bytes.length - 60]! ^= 1; return bytes; };

  it('emptied first, from the whole archive, and counted afterwards', () => {
    expect(bench.run(command)).toMatchObject({ code: 0 });
    expect(log()).toEqual(['emptied', String(whole.length), 'compared']);
  });

  it('on the host\'s own address where its container is on the network of the host', () => {
    bench.put('docker', `case "$*" in *Running*) echo true ;; *NetworkMode*) echo host ;; inspect*) echo ;; *--version*) ;; exec*) cat >/dev/null ;; esac`);
    expect(bench.run(command)).toMatchObject({ code: 0 });
    expect(readFileSync(`${bench.root}/address`, 'utf8')).toBe('127.0.0.1\n');
  });

  it('nowhere when its container has just ended: another MongoDB may listen on the host', () => {
    bench.put('docker', `case "$*" in *Running*) echo true ;; *NetworkMode*) echo allegro_backend ;; inspect*) echo ;; *--version*) ;; esac`);
    expect(bench.run(command)).toMatchObject({ code: 61, said: expect.stringContaining("MongoDB's container has no address") as string });
    expect(log()).toEqual([]);
  });

  it.each<[string, () => Buffer]>([
    ['a bit that changed', flipped],
    ['a cut', () => whole.subarray(0, -20)],
    ['another archive than was proven', () => joined(archive([{ db: 'backend', collection: 'user', documents: [document(1)] }]))],
  ])('nothing is dropped for an archive with %s', (_what, bytes) => {
    bench.clear();
    expect(bench.run(store(bytes()))).toMatchObject({ code: 62, said: expect.stringContaining('Nothing was changed.') as string });
    expect(log()).toEqual([]);
  });

  it.each([
    ['ends half way', 'restic "$@" | head -c 500; echo "connection lost" >&2; exit 1'],
    ['finds its data damaged', 'restic "$@"; exit 1'],
  ])('nothing is dropped, and restic is blamed and not the backup, where it %s', (_how, does) => {
    bench.put('restic', `PATH=\${PATH#*:}; case " $* " in *' /mongodb.archive '*) ${does} ;; *) exec restic "$@" ;; esac`);
    const ran = bench.run(command);
    expect(ran).toMatchObject({ code: 61, said: expect.stringContaining("restic could not give MongoDB's archive (exit code 1), so nothing was changed.") as string });
    expect(ran.said).not.toContain('is not whole');
    expect(log()).toEqual([]);
  });

  it.each([['100 document(s) restored successfully. 3 document(s) failed to restore.', 0, 62, 'could not restore 3 documents'], ['killed', 137, 61, 'ended with exit code 137']])('fails where mongorestore says "%s" and ends by %i', (says, code, ends, said) => {
    docker(says, code);
    expect(bench.run(command)).toMatchObject({ code: ends, said: expect.stringContaining(said) as string });
    expect(log()).not.toContain('compared');
  });

  it('T-PATH-1: is planned for a container by its name only where Docker could have given it', () => {
    expect(bench.plan(mongodbRestored({ ...bench.wanted, run: newId(), parts: ['mongodb'] }), { ...nothing, containers: [{ ...running[0], name: '-rf $(x)' }] }).blockedBy).toContain('a name that Docker does not give');
    expect(bench.plan(mongodbRestored({ ...bench.wanted, run: newId(), parts: ['mongodb'] }), { ...nothing, containers: [] }).blockedBy).toContain('No container of MongoDB runs');
  });
});
