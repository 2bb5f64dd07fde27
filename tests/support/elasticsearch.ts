import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import path from 'node:path';

/** What this Elasticsearch does otherwise than a sound one. */
export interface Ills {
  /** How its snapshots end; by default whole. */
  readonly ending?: { readonly state: string; readonly failed: number };
  /** Its snapshots lack this index. */
  readonly lacks?: string;
  /** It can't write where it shall. */
  readonly isLockedOut?: boolean;
  /** After so many times of being asked, the snapshot is gone. */
  readonly vanishesAfter?: number;
}

const uuid = 'r1bZ3JmASSC9bJb3hFFgVQ';
const reasonOf = { error: { root_cause: [{ type: 'repository_verification_exception', reason: '[groundcrew] path  is not accessible on master node' }], reason: '[groundcrew] path  is not accessible on master node', caused_by: { type: 'access_denied_exception', reason: '/usr/share/elasticsearch/snapshots/groundcrew' } }, status: 500 };

/**
 * Answers on `address`:9200 in the shape of Elasticsearch 7.17 (its documentation), as far as a backup asks it: two open indices and a closed one. No proof of how a real one behaves.
 * `more` is asked first, for what a test needs besides.
 * It runs while `folder`/up is there, has a path.repo while `folder`/has-place is, and writes its files to `folder`/snapshots.
 */
export function elasticsearchFor(folder: string, address: string, more: (method: string, where: string) => [number, unknown] | undefined = () => undefined) {
  const asked: string[] = [];
  const snapshots = new Map<string, number>();
  let ills: Ills = {};
  /** It believes in what it wrote last, until its repository is unregistered. */
  let hasWritten = false;
  const place = path.join(folder, 'snapshots', 'groundcrew');
  const indices = ['events-log-d1bd', 'events-training_stats_scalar-d1bd', 'old'];

  function write(name: string): void {
    snapshots.set(name, 0);
    if (!existsSync(path.dirname(place))) return;
    mkdirSync(path.join(place, 'indices', 'i1', '0'), { recursive: true });
    for (const [file, text] of Object.entries({ 'index-0': '{}', 'index.latest': '\0'.repeat(8), [`snap-${uuid}.dat`]: 'a snapshot', [`meta-${uuid}.dat`]: 'global', 'indices/i1/0/__a': randomBytes(80_000) })) writeFileSync(path.join(place, file), text);
  }
  function remove(name: string): boolean {
    if (!snapshots.delete(name)) return false;
    for (const each of existsSync(place) ? readdirSync(place) : []) if (/^(snap|meta)-|^indices$/.test(each)) rmSync(path.join(place, each), { recursive: true });
    return true;
  }
  function told(name: string): [number, unknown] {
    const times = snapshots.get(name);
    if (times === undefined || times >= (ills.vanishesAfter ?? 99)) return [404, { error: { reason: `[groundcrew:${name}] is missing` }, status: 404 }];
    snapshots.set(name, times + 1);
    const { state, failed } = times === 0 ? { state: 'IN_PROGRESS', failed: 0 } : (ills.ending ?? { state: 'SUCCESS', failed: 0 });
    return [200, { snapshots: [{ uuid, indices: indices.filter((each) => each !== ills.lacks), state, shards: { total: 3, failed, successful: times === 0 ? 0 : 3 - failed } }] }];
  }
  function answer({ method = 'GET', url = '' }: IncomingMessage): [number, unknown] {
    const where = new URL(url, 'http://elasticsearch').pathname;
    const [, first = '', repository = '', name = ''] = where.split('/');
    const other = more(method, where);
    if (other !== undefined) return other;
    if (where === '/') return [200, { name: 'clearml', version: { number: '7.17.18', lucene_version: '8.11.1' } }];
    if (where === '/_cluster/health') return [200, { status: 'yellow' }];
    if (where === '/_nodes/settings') return [200, { nodes: { Zx1: { name: 'clearml', ...(existsSync(path.join(folder, 'has-place')) && { settings: { path: { repo: '/usr/share/elasticsearch/snapshots' } } }) } } }];
    if (where === '/_snapshot/_status') return [200, { snapshots: [...snapshots].filter(([, times]) => times === 0).map(([snapshot]) => ({ snapshot, repository: 'groundcrew' })) }];
    if (where.startsWith('/_cat/snapshots/')) return [200, [...snapshots.keys()].map((each) => `${each}\n`).join('')];
    if (where.startsWith('/_cat/indices/')) return [200, 'events-log-d1bd 1200 5000\nevents-training_stats_scalar-d1bd 7 900\nold            \n'];
    if (first !== '_snapshot' || repository !== 'groundcrew') return [400, { error: { reason: 'no handler found' } }];
    const isInUse = [...snapshots.values()].includes(0);
    if (name === '' && method === 'DELETE' && !isInUse) return [200, { acknowledged: !(hasWritten = false) }];
    if (name === '' && isInUse) return [500, { error: { reason: 'trying to modify or unregister repository that is currently used' }, status: 500 }];
    if (name === '') return ills.isLockedOut ? [500, reasonOf] : [200, { acknowledged: true }];
    if (method === 'GET') return told(name);
    if (method === 'DELETE') return remove(name) ? [200, { acknowledged: true }] : [404, { error: { reason: `[groundcrew:${name}] is missing` } }];
    // As 7.17.18 says it.
    if (hasWritten && existsSync(path.dirname(place)) && !existsSync(path.join(place, 'index-0'))) return [500, { error: { root_cause: [{ type: 'repository_exception', reason: '[groundcrew] concurrent modification of the index-N file, expected current generation [0] but it was not found in the repository. The last cluster to write to this repository was [_na_] at generation [-1].' }] }, status: 500 }];
    write(name);
    hasWritten = true;
    return [200, { accepted: true }];
  }
  const server = createServer((request, response) => {
    if (!existsSync(path.join(folder, 'up'))) return void request.socket.destroy();
    let body = '';
    request.on('data', (data: Buffer) => void (body += data.toString())).on('end', () => {
      if (request.method !== 'GET') asked.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`.trim());
      const [status, value] = answer(request);
      response.writeHead(status).end(typeof value === 'string' ? value : JSON.stringify(value));
    });
  });
  return {
    /** What was asked of it that changes something. */
    asked,
    snapshots,
    start: () => new Promise<void>((done) => void server.listen(9200, address, done)),
    stop: () => server.close(),
    /** As new, but for these ills. */
    reset(next: Ills = {}) {
      ills = next;
      hasWritten = false;
      asked.length = 0;
      snapshots.clear();
      rmSync(path.join(folder, 'snapshots'), { recursive: true, force: true });
    },
  };
}
