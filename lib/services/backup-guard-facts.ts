import type { BackupSet } from '@/lib/contract/backup';
import type { BeforeBackup } from '@/lib/engine/backup-guard';
import { isComplete, newestFirst } from '@/lib/engine/backup-sets';
import type { Readings } from '@/lib/engine/types';
import { destinationPlace } from '@/lib/facts/destination-place';
import { elasticsearchSnapshots, type SnapshotSetup } from '@/lib/facts/elasticsearch-snapshots';
import type { ServerFact } from '@/lib/facts/fact';
import { indices, type Indices } from '@/lib/facts/indices';
import { projectContainers, type ProjectContainer } from '@/lib/facts/project-containers';
import { realPath } from '@/lib/facts/real-path';
import { fileServerTree } from '@/lib/guide/backups/file-server-tree';
import { diskMounts } from '@/lib/guide/disk-check';
import { pathOf } from '@/lib/guide/file-system-probe';
import type { Inputs } from '@/lib/guide/inputs';

/** What is asked before a backup to `directory` (null: elsewhere than on the server), besides what its steps need. */
export function guardFacts(inputs: Inputs, directory: string | null) {
  const { layout } = inputs;
  const data = [...new Set([pathOf(layout, 'data'), fileServerTree(inputs).path])];
  // Of another place the data's file systems are asked all the same.
  const near = directory ?? layout.base;
  return { place: destinationPlace(near, data), real: realPath(near), mounts: diskMounts(inputs), containers: projectContainers(layout.base), elasticsearch: elasticsearchSnapshots(layout.base), indices: indices(layout.base) };
}

interface Known {
  readonly facts: ReturnType<typeof guardFacts>;
  readonly readings: Readings;
  /** null: the destination is elsewhere than on the server. */
  readonly directory: string | null;
  /** Of this destination. */
  readonly sets: readonly BackupSet[];
  readonly isHalfRestored: boolean;
  /** Milliseconds by the console's clock, just before and just after the server was asked. */
  readonly asked: { readonly from: number; readonly to: number };
}

/** What the guard judges, of what was told. Pure. */
export function beforeOf({ facts, readings, directory, sets, isHalfRestored, asked }: Known): BeforeBackup {
  const told = <T>(fact: ServerFact<T>): T | undefined => {
    const reading = readings.get(fact.id);
    return reading?.readable ? (reading.value as T) : undefined;
  };
  const [place, mounts, containers, elastic, found] = [told(facts.place), told(facts.mounts), told(facts.containers), told(facts.elasticsearch), told(facts.indices)];
  const paths = directory === null ? [] : [directory, told(facts.real) ?? directory];
  const setup = elastic?.state === 'answered' ? elastic.setup : null;
  return {
    // Whether what lies elsewhere lets the server in and is written to is told by the step of its repository; how much room it has, by nothing.
    destination: directory === null ? { isWritable: true, isMounted: true, isApart: true, free: Infinity } : {
      isWritable: place?.isWritable ?? null,
      isMounted: mounts ? !(mounts.unmounted ?? []).some((target) => paths.some((path) => path === target || path.startsWith(`${target}/`))) : null,
      isApart: place?.isApart ?? null,
      free: place?.free ?? null,
    },
    size: expectedSize(sets) ?? (place ? { bytes: place.dataUsed, isMost: true } : null),
    copy: copyOf(found, place?.data[0]),
    ...servicesOf(containers),
    elasticsearch: setup?.status ?? null,
    // That it gave no answer is said once, by its status.
    isSnapshotRunning: setup?.running.some(isOther) ?? false,
    isHalfRestored,
    clockOffset: place ? offsetOf(place.now, asked) : null,
  };
}

/**
 * restic sends what it does not have. The dumps are taken as wholly new, of the files what came since the backup before;
 * null before the first one.
 */
function expectedSize(sets: readonly BackupSet[]): BeforeBackup['size'] {
  const [last, before] = newestFirst(sets).filter(isComplete);
  if (!last) return null;
  const bytesOf = (set: BackupSet, isFiles: boolean) => set.parts.reduce((sum, { source, bytes }) => sum + ((source === 'files') === isFiles ? bytes : 0), 0);
  return { bytes: bytesOf(last, false) + (before ? Math.max(0, bytesOf(last, true) - bytesOf(before, true)) : 0), isMost: false };
}

/** Its own indices, which begin with a dot, are left out of a snapshot. `disk`: of ClearML's data, where it is written (elasticsearch-place.ts). */
function copyOf(found: Indices | undefined, disk: { readonly free: number; readonly used: number } | undefined): BeforeBackup['copy'] {
  if (found?.state !== 'answered' || disk === undefined) return null;
  const bytes = found.indices.reduce((sum, { name, bytes: each }) => sum + (name.startsWith('.') ? 0 : each), 0);
  return { bytes, free: disk.free, used: disk.used };
}

/** Only MongoDB is asked in its container; Elasticsearch answers for itself, and the file server's files lie on the server. */
function servicesOf(containers: readonly ProjectContainer[] | undefined): Pick<BeforeBackup, 'silent' | 'resting'> {
  if (containers === undefined) return { silent: null, resting: [] };
  const isMongo = (service: string) => service === 'mongo' || service === 'mongodb';
  const runs = new Set(containers.filter(({ state }) => state === 'running').map(({ service }) => service));
  const resting = [...new Set(containers.map(({ service }) => service))].filter((service) => !runs.has(service) && !isMongo(service) && !['elasticsearch', 'elastic'].includes(service));
  return { silent: [...runs].some(isMongo) ? [] : ['MongoDB'], resting: resting.sort() };
}

/** What an earlier backup of this console has left running is stopped by the next. */
const isOther = ({ repository, snapshot }: SnapshotSetup['running'][number]): boolean => repository !== 'groundcrew' || !snapshot.startsWith('groundcrew-');

/** The least by which the clocks differ: when the server read its own within the asking is not known. */
const offsetOf = (now: number, { from, to }: Known['asked']): number => (now < from ? now - from : Math.max(0, now - to));
