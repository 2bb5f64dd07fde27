import type { RestoreFinding } from '@/lib/contract/restore';
import { formatBytes } from '@/lib/core/units';

/** A file system. `id`: the same for all places on it. */
export interface Disk {
  readonly place: string;
  readonly id: string;
  readonly bytes: number;
  readonly free: number;
}

/** What a part takes of one file system, in the order in which parts are restored. */
export interface Room {
  readonly what: string;
  /** null: it can't be told which. */
  readonly disk: Disk | null;
  /** While it is restored, and once that is done; less than nothing: room is made. null: it can't be told. */
  readonly peak: number | null;
  readonly stays: number;
  /** The share of the file system that must stay free. */
  readonly share: number;
}

/** By what the backup holds and what is there now, in bytes; null: it can't be told. */
interface Sizes {
  readonly mongodb: { readonly then: number | null; /** How much of that is there now: what is dropped makes room first. */ readonly kept: number; readonly disk: Disk | null } | null;
  /** `copy`: where the snapshot is laid; `data`: where the indices are. */
  readonly elasticsearch: { readonly then: number | null; readonly now: number; readonly copy: Disk | null; readonly data: Disk | null } | null;
  readonly files: { readonly then: number | null; readonly disk: Disk | null } | null;
}

/** What a restore of these parts takes, as its scripts do it: files beside what is there, Elasticsearch's snapshot as a copy and as indices. Pure. */
export function roomsOf({ mongodb, elasticsearch, files }: Sizes): readonly Room[] {
  const rooms: Room[] = [];
  if (mongodb !== null) {
    const more = mongodb.then === null ? null : Math.max(0, mongodb.then - mongodb.kept);
    rooms.push({ what: 'MongoDB', disk: mongodb.disk, peak: more, stays: more ?? 0, share: 0.01 });
  }
  if (elasticsearch !== null) {
    const { then, now, copy, data } = elasticsearch;
    const more = then === null ? 0 : then - now;
    const what = 'Elasticsearch (a copy of its snapshot, and the indices)';
    if (copy !== null && copy.id === data?.id) rooms.push({ what, disk: copy, peak: then === null ? null : Math.max(then, then + more), stays: more, share: 0.1 });
    else rooms.push({ what: 'Elasticsearch (a copy of its snapshot)', disk: copy, peak: then, stays: 0, share: 0.1 }, { what: 'Elasticsearch (its indices)', disk: data, peak: then === null ? null : more, stays: more, share: 0.1 });
  }
  if (files !== null) rooms.push({ what: 'The file server', disk: files.disk, peak: files.then, stays: 0, share: 0.01 });
  return rooms;
}

/** Whether there is room, summed up for each file system: nothing is replaced before there is room for all of it. Pure. */
export function room(rooms: readonly Room[]): readonly RestoreFinding[] {
  const taken = new Map<string, number>();
  return rooms.flatMap(({ what, disk, peak, stays, share }): RestoreFinding[] => {
    if (disk === null || peak === null) return [];
    const before = taken.get(disk.id) ?? 0;
    taken.set(disk.id, before + Math.max(0, stays));
    // Sizes are of what was stored: a little more or less is there.
    const lacks = before + peak + Math.max(Math.max(0, peak) * 0.05, disk.bytes * share) - disk.free;
    if (peak <= 0 || lacks < 0) return [];
    const besides = before > 0 ? `, beside ${formatBytes(before)} for what is restored before it` : '';
    return [{ outcome: 'refuse', message: `${what} of the backup needs ${formatBytes(peak)} more${besides}, and the file system of ${disk.place} has ${formatBytes(disk.free)} free, of which ${Math.round(share * 100)} % must stay. ${formatBytes(Math.max(1, Math.ceil(lacks)))} are missing.`, remedy: 'Free space, or mount a larger disk there, then look again.' }];
  });
}
