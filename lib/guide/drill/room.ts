import type { RestorableSource } from '@/lib/contract/drill';
import type { RestoreFinding } from '@/lib/contract/restore';
import { formatBytes, gb } from '@/lib/core/units';
import { imagesDirectory, type Docker } from '@/lib/facts/docker';
import { mountOf, type Mounts } from '@/lib/facts/mounts';

/** Bytes of memory that what a drill starts may take at most. One runs at a time, all but the files with ClearML; those are read by restic, which holds its index in memory. */
export const drillMemory = { mongodb: gb(2), elasticsearch: gb(4), redis: gb(0.25), apiserver: gb(2), files: gb(1) } as const;
/** Of all that ClearML needs at once. */
export const clearmlMemory = drillMemory.mongodb + drillMemory.elasticsearch + drillMemory.redis + drillMemory.apiserver;
/** Bytes of memory that stay for ClearML. */
const reserve = gb(2);
/** Up to so many bytes all files are restored; of more, some at random. */
const mostFiles = gb(20);
/** What some files at random may take. */
const sampleRoom = gb(4);

export const isSample = (bytes: number): boolean => bytes > mostFiles;

/** Bytes of disk that a part takes at most while it is drilled. Elasticsearch's is there twice: as its snapshot, and as its indices. */
export function drillRoom(source: RestorableSource, bytes: number): number {
  return Math.ceil((source === 'elasticsearch' ? 2 * bytes : source === 'files' && isSample(bytes) ? sampleRoom : bytes) * 1.2);
}

/** Where a drill may have its directory: never where a container's own lie. In the layout's base is the disk with ClearML's data. */
export const drillPlaces = ({ base }: { readonly base: string }): readonly [string, string] => ['/var/lib/groundcrew/drill', `${base}/data/.groundcrew-drill`];

export interface DrillRoom {
  readonly place: string;
  readonly elsewhere: string;
  readonly findings: readonly RestoreFinding[];
  /** Bytes; null: it can't be told. */
  readonly free: number | null;
  readonly needed: number;
  /** Bytes of memory that the largest part takes: one runs at a time. */
  readonly memory: number;
}

/** Why ClearML's API server is not started on the restored stores, in a sentence; null: it is. `services`: those of the project that run. Pure. */
export function whyWithoutClearml(services: readonly string[], available: number | undefined): string | null {
  const missing = ['apiserver', 'redis'].filter((service) => !services.includes(service));
  if (missing.length > 0) return `ClearML's API server is not started on the restored stores: there is no container of ${missing.join(' and ')} that runs, whose image it would take.`;
  if (available !== undefined && available >= clearmlMemory + reserve) return null;
  return `ClearML's API server is not started on the restored stores: with both databases it may take ${formatBytes(clearmlMemory)} of memory, and ${formatBytes(reserve)} must stay for ClearML; ${available === undefined ? 'how much is free is not known' : `${formatBytes(available)} are available`}. The stores are drilled one by one.`;
}

/** Chooses the place with more room, and tells what of disk and memory would hurt ClearML. `parts`: bytes of each part. Pure. */
export function drillRoomOf([first, second]: readonly [string, string], parts: ReadonlyMap<RestorableSource, number>, mounts: Mounts | undefined, available: number | undefined): DrillRoom {
  const needed = [...parts].reduce((sum, [source, bytes]) => sum + drillRoom(source, bytes), 0);
  const roomAt = (place: string) => {
    const mount = mounts && mountOf(mounts, place);
    return mount === undefined ? null : { place, free: mount.freeBytes, stays: mount.freeBytes - mount.bytes / 10 };
  };
  const rooms = [roomAt(first), roomAt(second)].filter((room) => room !== null);
  // Beside the data only where the console's own directory has too little.
  const chosen = rooms.find(({ stays }) => stays >= needed) ?? rooms.toSorted((one, other) => other.stays - one.stays)[0];
  const place = chosen?.place ?? first;
  const memory = Math.max(0, ...[...parts.keys()].map((source) => drillMemory[source]));
  const findings: (RestoreFinding | null)[] = [
    chosen === undefined ? { outcome: 'refuse', message: `How much room there is for a drill can't be told.`, remedy: 'Look again; if it stays so, see what findmnt says on the server.' }
    : chosen.stays < needed ? { outcome: 'refuse', message: `A drill takes up to ${formatBytes(needed)} of disk, and the file system of ${place} has ${formatBytes(chosen.free)} free, of which a tenth of its size must stay.`, remedy: 'Free space, then look again.' } : null,
    available === undefined ? { outcome: 'refuse', message: `How much memory is free can't be told.`, remedy: 'Look again.' }
    : available < memory + reserve ? { outcome: 'refuse', message: `A drill may take ${formatBytes(memory)} of memory, and ${formatBytes(reserve)} must stay for ClearML; ${formatBytes(available)} are available.`, remedy: 'Try again when less runs on the server, or give it more memory.' } : null,
  ];
  return { place, elsewhere: place === first ? second : first, findings: findings.filter((each) => each !== null), free: chosen?.free ?? null, needed, memory };
}

/** Bytes that an image of a database may take once it is unpacked. */
const imageRoom = gb(2);
/** Where containerd keeps images for Docker, unless it was told otherwise. */
const containerdPlace = '/var/lib/containerd';

/** What of the disk stands against pulling so many images before a drill with this room. `docker`: undefined where it could not be told. Pure. */
export function roomForImages(number: number, { place, needed }: Pick<DrillRoom, 'place' | 'needed'>, mounts: Mounts | undefined, docker: Docker | undefined): readonly RestoreFinding[] {
  if (number === 0) return [];
  const imagesPlace = docker?.engine && (imagesDirectory(docker.engine) ?? containerdPlace);
  const [there, beside] = [imagesPlace, place].map((each) => (mounts && each ? mountOf(mounts, each) : undefined));
  if (imagesPlace === undefined || there === undefined) return [{ outcome: 'refuse', message: "How much room there is for images can't be told.", remedy: 'Look again; if it stays so, see what findmnt and "docker info" say on the server.' }];
  const takes = number * imageRoom + (there.target === beside?.target ? needed : 0);
  return there.freeBytes - there.bytes / 10 >= takes ? [] : [{ outcome: 'refuse', message: `The images and what lies beside them may take ${formatBytes(takes)}, and the file system of ${imagesPlace} has ${formatBytes(there.freeBytes)} free, of which a tenth of its size must stay.`, remedy: 'Free space, then look again.' }];
}
