import type { SpaceItem } from '@/lib/contract/space';
import type { CountedPart } from '@/lib/engine/space-account';
import type { Readings } from '@/lib/engine/types';
import { imagesDirectory, type Docker } from '@/lib/facts/docker';
import type { ServerFact } from '@/lib/facts/fact';
import type { FileSystem, FileSystems } from '@/lib/facts/file-systems';
import type { Inputs } from '@/lib/guide/inputs';
import type { spaceFacts } from './space-answer';
import { dockerLogItems, folderItems, imageItems, indexItems, logItems } from './space-items';

export interface SpacePart extends CountedPart {
  /** What to know of the number, in a sentence. */
  readonly note: string | null;
  /** Where it lies; null: that is not known. */
  readonly disk: FileSystem | null;
  readonly items: readonly SpaceItem[];
}

interface Told {
  readonly inputs: Inputs;
  readonly facts: ReturnType<typeof spaceFacts>;
  readonly readings: Readings;
  /** In milliseconds. */
  readonly now: number;
}

/** What is counted, and on which file system it lies. What is not on the server is no part. */
export function spaceParts({ inputs, facts: { quick, slow, at }, readings, now }: Told): readonly SpacePart[] {
  const value = <T>(fact: ServerFact<T>): T | undefined => {
    const reading = readings.get(fact.id);
    return reading?.readable ? (reading.value as T) : undefined;
  };
  /** It answered that there is none. */
  const isNone = (fact: ServerFact<unknown>) => readings.get(fact.id)?.readable === true && value(fact) === undefined;
  const [found, images, logs, folders] = [value(quick.found), value(quick.images), value(quick.logs), value(slow)];
  const disk = (path: string): FileSystem | null => value<FileSystems>(quick.disks)?.of.get(path) ?? null;
  const parts: SpacePart[] = [];

  const list = found?.state === 'answered' ? found.indices : null;
  if (found?.state !== 'absent' || disk(at.elastic)) parts.push({ name: 'Indices of Elasticsearch', bytes: list && sum(list), isLeast: list?.some(isClosed) ?? false, note: list ? 'As Elasticsearch counts them.' : 'Elasticsearch does not tell it.', disk: disk(at.elastic), items: found ? indexItems(found) : [] });
  if (images || !isNone(quick.docker)) parts.push({ name: 'Images of Docker', bytes: images ? sum(images.images) : null, isLeast: (images?.images.length ?? 0) > 1, note: images ? 'Without layers that several images share, volumes and what containers wrote.' : 'Docker does not tell it.', disk: keepsImagesIn(value(quick.docker), at.docker) ? disk(at.docker) : null, items: images ? imageItems(images, inputs) : [] });
  if (logs?.clearml) parts.push({ name: 'Logs of ClearML', bytes: logs.clearml.bytes, isLeast: logs.clearml.isCut, note: null, disk: disk(at.logs), items: logItems(logs, now, inputs.thresholds.oldLogDays) });
  if (logs?.docker) parts.push({ name: 'Logs of containers', bytes: logs.docker.bytes, isLeast: logs.docker.isCut, note: null, disk: disk(at.docker), items: dockerLogItems(logs, images?.containers ?? new Map<string, string>()) });
  if (!logs) parts.push({ name: 'Logs', bytes: null, isLeast: false, note: 'They could not be counted.', disk: disk(at.logs), items: [] });
  if (!isNone(slow)) parts.push({ name: 'Files of the file server', bytes: folders ? (folders.bytes ?? sum(folders.folders.filter(({ name }) => !name.includes('/')))) : null, isLeast: folders?.bytes === null, note: folders ? null : readings.has(slow.id) ? 'They could not be counted.' : 'They are being counted.', disk: disk(at.folders), items: folders ? folderItems(folders) : [] });
  return parts;
}

const sum = (all: readonly { readonly bytes: number }[]): number => all.reduce((bytes, each) => bytes + each.bytes, 0);

/** A closed index tells no size. */
const isClosed = ({ documents }: { readonly documents: number | null }): boolean => documents === null;

const keepsImagesIn = (docker: Docker | undefined, directory: string): boolean => docker?.engine !== undefined && imagesDirectory(docker.engine) === directory;
