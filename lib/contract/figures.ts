/** What a number of a chart is: its unit decides how it is printed. */
export type FigureUnit = 'load' | 'percent' | 'bytes' | 'bytes/s' | 'ms' | 'count';

interface FigureKind {
  readonly title: string;
  readonly unit: FigureUnit;
  /** The group of the health page under which its chart stands. */
  readonly group: 'Machine' | 'Disks' | 'Services' | 'Databases' | 'ClearML';
}

/**
 * Every kind of number that is kept. One that exists several times has its instance behind a colon:
 * "disk-free-percent:/var/lib/docker", "response-time:apiserver".
 */
export const figureKinds = {
  load5: { title: '5-minute load', unit: 'load', group: 'Machine' },
  'cpu-busy': { title: 'CPU in use', unit: 'percent', group: 'Machine' },
  'memory-available': { title: 'Available memory', unit: 'bytes', group: 'Machine' },
  'swap-used': { title: 'Swap in use', unit: 'bytes', group: 'Machine' },
  'pressure-cpu': { title: 'Waiting for CPU', unit: 'percent', group: 'Machine' },
  'pressure-memory': { title: 'Waiting for memory', unit: 'percent', group: 'Machine' },
  'pressure-io': { title: 'Waiting for disks', unit: 'percent', group: 'Machine' },
  'network-in': { title: 'Network in', unit: 'bytes/s', group: 'Machine' },
  'network-out': { title: 'Network out', unit: 'bytes/s', group: 'Machine' },
  'file-handles': { title: 'File handles in use', unit: 'percent', group: 'Machine' },
  'clock-offset': { title: 'Clock offset', unit: 'ms', group: 'Machine' },
  'disk-free-percent': { title: 'Free space', unit: 'percent', group: 'Disks' },
  'disk-free': { title: 'Free bytes', unit: 'bytes', group: 'Disks' },
  'inodes-free-percent': { title: 'Free inodes', unit: 'percent', group: 'Disks' },
  'disk-latency': { title: 'Disk latency', unit: 'ms', group: 'Disks' },
  'disk-read': { title: 'Read', unit: 'bytes/s', group: 'Disks' },
  'disk-write': { title: 'Written', unit: 'bytes/s', group: 'Disks' },
  'response-time': { title: 'Response time', unit: 'ms', group: 'Services' },
  'apiserver-memory': { title: 'Memory of the API server', unit: 'bytes', group: 'Services' },
  'container-memory': { title: 'Memory of a container', unit: 'bytes', group: 'Services' },
  'elasticsearch-heap': { title: 'Elasticsearch heap in use', unit: 'percent', group: 'Databases' },
  'elasticsearch-unassigned': { title: 'Unassigned shards', unit: 'count', group: 'Databases' },
  'mongodb-connections': { title: 'MongoDB connections', unit: 'count', group: 'Databases' },
  'queue-length': { title: 'Queue length', unit: 'count', group: 'ClearML' },
  'workers-heard': { title: 'Workers heard of', unit: 'count', group: 'ClearML' },
} as const satisfies Record<string, FigureKind>;

export type FigureKindId = keyof typeof figureKinds;

/** Kind and instance of a figure's id; null for an id that this release does not know. */
export function figureOf(id: string): { kind: FigureKindId; instance: string | null; title: string; unit: FigureUnit; group: string } | null {
  const colon = id.indexOf(':');
  const kind = (colon === -1 ? id : id.slice(0, colon)) as FigureKindId;
  if (!Object.hasOwn(figureKinds, kind)) return null;
  const instance = colon === -1 ? null : id.slice(colon + 1);
  const { title, unit, group } = figureKinds[kind];
  return { kind, instance, title: instance === null ? title : `${title}: ${instance}`, unit, group };
}
