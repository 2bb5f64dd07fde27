import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { mostRestorable } from '@/lib/contract/restore';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { resticSets, type ResticSet } from '@/lib/facts/restic-sets';
import { BackupBench, missingForBackups as missing } from '../../support/backup-bench';
import { inputsOf } from '../guide/inputs';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(missing !== undefined)(`backups that lie in a repository${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  beforeAll(() => void (bench = new BackupBench(() => inputsOf())));
  beforeEach(() => bench.clear());
  afterAll(() => bench.close());
  /** What a server answers, and how long that is. */
  function ask(skip = 0): { found: readonly ResticSet[] | undefined; bytes: number } {
    const fact = resticSets(bench.directory, secret(bench.passphrase), skip);
    const { code, stdout, said } = bench.run(fact.command);
    return { found: fact.parse({ exitCode: code, stdout, stderr: said, truncated: false, timedOut: false }), bytes: Buffer.byteLength(stdout) };
  }

  it('are told as restic tells them, whatever their names look like', () => {
    const [one, two, three] = [newId(), newId(), newId()];
    const store = (set: string, at: string, host: string, ...more: string[]) => bench.restic(['backup', '--stdin', '--stdin-filename', 'manifest.json', `--time=${at}`, `--host=${host}`, `--tag=set=${set}`, ...['source=manifest', ...more].map((tag) => `--tag=${tag}`)], Buffer.from('{}'));
    store(one, '2026-01-02 03:04:05', 'one');
    store(two, '2026-01-03 03:04:05', `},{"time":"x"\n]`, '},{"time":');
    const begin = (set: string, at: string) => bench.restic(['backup', '--stdin', '--stdin-filename', 'mongodb.archive', `--time=${at}`, '--host=one', `--tag=set=${set}`, '--tag=source=mongodb'], Buffer.from('{}'));
    begin(three, '2026-01-01 03:04:05');
    // Its part was stored twice: the first attempt was cut, and what it holds is as old as that.
    begin(one, '2026-01-02 00:04:05');
    begin(one, '2026-01-02 01:04:05');
    // The same backup wrote its manifest once more.
    store(one, '2026-01-04 03:04:05', 'one');
    expect(ask().found?.map(({ set, server, startedAt }) => [set, server, startedAt])).toEqual([[one, 'one', new Date('2026-01-02 00:04:05').toISOString()], [two, '},{"time":"x"', null]]);
  });

  it('are none in an empty repository', () => expect(ask().found).toEqual([]));

  it('are told also where there are thousands of them: the newest first, a page at a time, each within one answer', () => {
    const hash = 'a'.repeat(64);
    const sets = Array.from({ length: 2 * mostRestorable + 5 }, () => newId());
    // As restic 0.17 does it: the oldest first, with all that it says of one. What no manifest is as long as goes into no answer.
    const tell = (set: string, index: number) => ({ time: new Date(Date.UTC(2020, 0, index)).toISOString(), tree: hash, paths: ['/manifest.json'], hostname: 'clearml', username: 'root', tags: [`set=${set}`, 'source=manifest'], program_version: 'restic 0.17.3', summary: { backup_start: 'x'.repeat(index === 3 ? 5000 : 600) }, id: hash, short_id: 'aaaaaaaa' });
    writeFileSync(`${bench.root}/told`, JSON.stringify(sets.map(tell)));
    bench.put('restic', `cat "${bench.root}/told"`);
    const pages = [0, mostRestorable, 2 * mostRestorable].map(ask);
    expect(pages.map(({ found }) => found?.length)).toEqual([mostRestorable, mostRestorable, 4]);
    expect(pages.flatMap(({ found }) => found ?? []).map(({ set }) => set)).toEqual(sets.filter((_, index) => index !== 3).reverse());
    expect(Math.max(...pages.map(({ bytes }) => bytes))).toBeLessThan(1e6);
  });
});
