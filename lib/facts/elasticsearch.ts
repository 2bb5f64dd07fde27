import { json, record } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { insideCommand, readInside } from './inside';

export interface Cluster {
  readonly status: 'green' | 'yellow' | 'red';
  readonly nodes: number;
  readonly unassigned: number;
  /** Of the node that uses most; null when it does not tell. */
  readonly heapPercent: number | null;
  /** Of the node with the least room; null when it does not tell. */
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  /** Free bytes below which it lets nothing be written; null when it does not watch the disk. */
  readonly floodBytes: number | null;
  /** Free bytes below which it places no new shard; null when it does not watch the disk. */
  readonly lowBytes: number | null;
  /** Indices that were blocked when the disk was full. Names are as hostile as what a stranger types. */
  readonly floodBlocked: readonly string[];
  /** Indices that somebody made read-only. */
  readonly readOnly: readonly string[];
}

export type Elasticsearch = { readonly state: 'absent' | 'stopped' | 'locked' } | { readonly state: 'silent'; readonly error: string } | { readonly state: 'answered'; readonly cluster: Cluster };

const paths = [
  '/_cluster/health?filter_path=status,number_of_nodes,unassigned_shards',
  '/_nodes/stats/jvm,fs?filter_path=nodes.*.jvm.mem.heap_used_percent,nodes.*.fs.total',
  '/_all/_settings/index.blocks.*?flat_settings=true&expand_wildcards=all',
  '/_cluster/settings?include_defaults=true&filter_path=*.cluster.routing.allocation.disk',
];

/**
 * What Elasticsearch of the project in `directory` says of itself. `locked`: it asks for a password
 * (Elasticsearch's cluster health, nodes stats, index settings and cluster settings APIs).
 */
export function elasticsearch(directory: string): ServerFact<Elasticsearch> {
  return {
    from: 'server',
    id: `elasticsearch:${directory}`,
    command: insideCommand({ directory, names: ['elasticsearch', 'elastic'], port: 9200, how: 'http', questions: paths, why: 'How Elasticsearch is' }),
    parse(answer) {
      const told = readInside(answer, 'Elasticsearch');
      if (told.state !== 'answered') return told;
      const parts = [...told.text.matchAll(/([\s\S]*?)\n=== (\d{3})\n/g)].map(([, body = '', status = '']) => ({ body, status }));
      const [health] = parts;
      if (health?.status === '401' || health?.status === '403') return { state: 'locked' };
      if (health?.status !== '200') return { state: 'silent', error: health === undefined || health.status === '000' ? (/curl: \(\d+\) (.{1,160})/.exec(told.text)?.[1] ?? 'no answer') : `it answers with HTTP ${health.status}` };
      const [first, stats, blocks, settings] = parts.map(({ body, status }) => (status === '200' ? record(json(body, 'Elasticsearch')) : {}));
      return { state: 'answered', cluster: { ...readHealth(first ?? {}), ...readNodes(stats ?? {}), ...readBlocks(blocks ?? {}), ...readWatermarks(settings ?? {}, readNodes(stats ?? {}).disk?.totalBytes ?? 0) } };
    },
  };
}

type Document = Readonly<Record<string, unknown>>;
const at = (value: unknown, ...keys: string[]): unknown => keys.reduce<unknown>((inner, key) => (Object.hasOwn(record(inner), key) ? record(inner)[key] : undefined), value);
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null);

function readHealth(health: Document): Pick<Cluster, 'status' | 'nodes' | 'unassigned'> {
  const { status } = health;
  if (status !== 'green' && status !== 'yellow' && status !== 'red') throw new Unreadable("Elasticsearch's answer about its health can't be read.");
  return { status, nodes: number(health.number_of_nodes) ?? 0, unassigned: number(health.unassigned_shards) ?? 0 };
}

function readNodes(stats: Document): Pick<Cluster, 'heapPercent' | 'disk'> {
  const nodes = Object.values(record(stats.nodes));
  const heaps = nodes.flatMap((node) => number(at(node, 'jvm', 'mem', 'heap_used_percent')) ?? []);
  const disks = nodes.flatMap((node) => {
    const [freeBytes, totalBytes] = [number(at(node, 'fs', 'total', 'available_in_bytes')), number(at(node, 'fs', 'total', 'total_in_bytes'))];
    return freeBytes === null || totalBytes === null ? [] : [{ freeBytes, totalBytes }];
  });
  return { heapPercent: heaps.length === 0 ? null : Math.max(...heaps), disk: disks.toSorted((one, other) => one.freeBytes - other.freeBytes)[0] ?? null };
}

/** `{"INDEX": {"settings": {"index.blocks.read_only_allow_delete": "true"}}}`; an index without a block is left out. */
function readBlocks(blocks: Document): Pick<Cluster, 'floodBlocked' | 'readOnly'> {
  const having = (name: string) => Object.keys(blocks).filter((index) => String(at(blocks, index, 'settings', `index.blocks.${name}`)) === 'true').sort();
  return { floodBlocked: having('read_only_allow_delete'), readOnly: having('read_only') };
}

function readWatermarks(settings: Document, totalBytes: number): Pick<Cluster, 'floodBytes' | 'lowBytes'> {
  const setting = (name: string): string | undefined => {
    for (const kind of ['transient', 'persistent', 'defaults']) {
      const disk = at(settings, kind, 'cluster', 'routing', 'allocation', 'disk');
      const value = at(disk, 'watermark', name) ?? at(disk, name);
      if (typeof value === 'string') return value;
    }
    return undefined;
  };
  const needed = (name: string) => freeNeeded(setting(name), setting(`${name}.max_headroom`), totalBytes);
  return setting('threshold_enabled') === 'false' ? { floodBytes: null, lowBytes: null } : { floodBytes: needed('flood_stage'), lowBytes: needed('low') };
}

/** "500mb": so much must be free · "95%" or "0.95": so much may be used, and at most the headroom must be free (8.5 and later). */
function freeNeeded(watermark = '', headroom = '', totalBytes = 0): number | null {
  const share = /^(\d{1,3}(?:\.\d+)?)%$/.exec(watermark)?.[1];
  const used = share !== undefined ? Number(share) / 100 : /^0?\.\d+$/.test(watermark) ? Number(watermark) : null;
  if (used === null) return bytes(watermark);
  return Math.round(Math.min(totalBytes * Math.max(0, 1 - used), bytes(headroom) ?? Number.POSITIVE_INFINITY));
}

function bytes(text: string): number | null {
  const match = /^(\d{1,15}(?:\.\d+)?)(b|kb|mb|gb|tb|pb)$/i.exec(text.trim());
  return match === null ? null : Math.round(Number(match[1]) * 1024 ** ['b', 'kb', 'mb', 'gb', 'tb', 'pb'].indexOf((match[2] ?? '').toLowerCase()));
}
