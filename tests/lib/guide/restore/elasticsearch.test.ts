import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { script } from '@/lib/shell/command';
import { wordsOf } from '@/lib/shell/render';
import { BackupBench, missingForBackups } from '@/tests/support/backup-bench';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const missing = missingForBackups ?? (spawnSync('curl', ['--version']).status === 0 ? undefined : 'curl');
const root = mkdtempSync(path.join(tmpdir(), 'elasticsearch-restored-'));
const [place, data] = [path.join(root, 'data', 'snapshots'), path.join(root, 'data', 'indices')];
const address = `127.${Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) => 1 + (byte % 250)).join('.')}`;
const name = 'groundcrew-3';
const said = (text: string) => expect.stringContaining(text) as string;

/** What it was told that changes something, whether it places shards, and the bytes of its index. */
const asked: string[] = [];
let places = true;
let size = 0;
/** Nobody has used ClearML yet. */
let isUnused = false;
const server = createServer(({ method = '', url = '' }, response) => {
  const where = decodeURIComponent(url.split('?')[0] ?? '');
  if (method !== 'GET') asked.push(`${method} ${where}`);
  const answer = (): unknown => {
    if (where === '/') return {};
    if (where === '/_snapshot/groundcrew-restore' && method === 'GET') return undefined;
    if (where.endsWith('/_all')) return { snapshots: [{ snapshot: name, state: 'SUCCESS', shards: { total: 1, failed: 0, successful: 1 } }] };
    if (isUnused && where.startsWith('/_cat/')) return '';
    if (where.startsWith('/_cat/indices/')) return url.includes('store.size') ? `${size}\n` : url.includes('docs.count') ? 'events-a 5\n' : 'events-a\n';
    if (where.startsWith('/_cat/shards/')) return places ? 'events-a 0 p STARTED\n' : 'events-a 0 p UNASSIGNED NEW_INDEX_RESTORED\n';
    if (where === '/_cluster/allocation/explain') return { index: 'events-a', can_allocate: 'no', node_allocation_decisions: [{ deciders: [{ decider: 'disk_threshold', decision: 'NO', explanation: 'the node is above the low watermark cluster setting [low=85%], having less than the minimum required [9gb] free space' }] }] };
    return { acknowledged: true };
  };
  const told = answer();
  response.writeHead(told === undefined ? 404 : 200).end(typeof told === 'string' ? told : JSON.stringify(told ?? {}));
});

describe.skipIf(missing !== undefined)(`Elasticsearch is restored${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  const ids: string[] = [];
  const newest = () => (JSON.parse(bench.restic(['snapshots', '--json']).toString()) as { id: string }[]).at(-1)!.id;
  /** @param free megabytes of a file system of 1000 */
  const restore = (free: number, counted = ids[1]!) => {
    bench.put('df', `echo 'File system'; echo 'disk 1000000000 0 ${free * 1_000_000} 0% /'`);
    const [program = '', ...words] = wordsOf(script('guide/restore/elasticsearch-restored.sh', [bench.directory, ids[0]!, 'elastic', place, counted, '600'], { why: '' })).map((word) => word.replace('patience=120', 'patience=1'));
    return new Promise<{ code: unknown; said: string; stdout: string }>((done) => {
      // Not spawnSync: what answers is in this process.
      const child = execFile(program, words, { env: { ...process.env, PATH: `${bench.root}/bin:${process.env.PATH ?? ''}` } }, (error, stdout, stderr) => done({ code: error ? error.code : 0, said: stderr, stdout }));
      child.stdin?.end(bench.passphrase);
    });
  };
  beforeAll(async () => {
    bench = new BackupBench(() => inputsOf({}));
    const stored = path.join(root, 'stored');
    for (const each of [stored, place, data]) mkdirSync(each, { recursive: true });
    writeFileSync(path.join(stored, 'index.latest'), '\0');
    writeFileSync(path.join(stored, '__a'), Buffer.alloc(10_000_000, 'x'));
    bench.restic(['backup', '--quiet', stored]);
    ids.push(newest());
    bench.restic(['backup', '--quiet', '--stdin', '--stdin-filename', 'elasticsearch.json'], Buffer.from('{"indices":[{"name":"events-a","documents":5}]}'));
    ids.push(newest());
    for (const counts of ['{"version":1,"indices":[]}', '{"version":1}']) {
      bench.restic(['backup', '--quiet', '--stdin', '--stdin-filename', 'elasticsearch.json'], Buffer.from(counts));
      ids.push(newest());
    }
    bench.put('docker', `case "$*" in *State.Running*) echo true ;; *Networks*) echo ${address} ;; *'eq .Source'*) echo /usr/share/elasticsearch/snapshots ;; *'eq .Destination'*) echo ${data} ;; esac`);
    await new Promise<void>((done) => void server.listen(9200, address, done));
  });
  beforeEach(() => {
    asked.length = 0;
    places = true;
    size = 0;
    isUnused = false;
  });
  afterAll(() => {
    server.close();
    bench.close();
    rmSync(root, { recursive: true });
  });

  it.each([
    ['has no room for it as a copy and as indices', 115, 0, 61],
    ['has it in the place of the indices that go', 115, 10_000_000, 0],
    ['has no room for the copy, whatever goes', 105, 500_000_000, 61],
    ['has it twice', 125, 0, 0],
  ])('where its disk %s', async (_how, free, bytes, code) => {
    size = bytes;
    expect(await restore(free)).toMatchObject(code === 0 ? { code, stdout: said('Elasticsearch is as it was stored: 1 indices, 5 documents.') } : { code, said: said('Nothing was changed. Free space, then try again.') });
    expect(asked.includes('DELETE /events-a')).toBe(code === 0);
    expect(readdirSync(place)).toEqual([]);
  });

  it('of a ClearML that nobody has used yet, which has no index', async () => {
    isUnused = true;
    expect(await restore(500, ids[2])).toMatchObject({ code: 0, stdout: said('Elasticsearch is as it was stored: 0 indices, 0 documents.') });
  });

  it('not, with nothing deleted, where what was counted does not say which there were', async () => {
    expect(await restore(500, ids[3])).toMatchObject({ code: 62, said: said('names no index. Nothing was changed.') });
    expect(asked.filter((each) => each.startsWith('DELETE /events'))).toEqual([]);
  });

  it('ends in the words of Elasticsearch where that places no shard on its disk, and does not wait for hours', async () => {
    places = false;
    expect(await restore(500)).toMatchObject({ code: 61, said: said('does not place its index events-a: the node is above the low watermark') });
  });
});
