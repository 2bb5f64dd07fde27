import type { SpaceItem } from '@/lib/contract/space';
import { count } from '@/lib/core/units';
import type { Indices } from '@/lib/facts/indices';
import type { ImageSpace } from '@/lib/facts/image-space';
import type { LogSpace } from '@/lib/facts/log-space';
import type { TopFolders } from '@/lib/facts/top-folders';
import type { Inputs } from '@/lib/guide/inputs';
import { isRotated } from '@/lib/guide/old-logs';
import { fateOf, titleOf } from '@/lib/guide/unused-images';

/** Nobody writes to a log of so many days ago any more, whatever its name. */
const oldDays = 30;
const day = 24 * 60 * 60;

export function indexItems(found: Indices): SpaceItem[] {
  if (found.state !== 'answered') return [];
  return found.indices.map(({ name, bytes, documents }) => ({ kind: 'index', name, bytes, canGo: false, why: name.startsWith('.') ? 'Elasticsearch keeps it for itself.' : `${documents === null ? 'It is closed.' : `${count(documents, 'entry', 'entries')} of tasks.`} They go with the tasks that are deleted in ClearML.` }));
}

export function imageItems({ images }: ImageSpace, inputs: Inputs): SpaceItem[] {
  return images.map((image) => ({ kind: 'image', name: titleOf(image), bytes: image.bytes, ...fateOf(image, inputs) }));
}

/** ClearML's own. @param now in milliseconds @param rotatedDays after which the deletion of a rotated one is offered */
export function logItems({ clearml }: LogSpace, now: number, rotatedDays: number): SpaceItem[] {
  return (clearml?.files ?? []).map(({ name, bytes, writtenAt }) => {
    const days = Math.floor((now / 1000 - writtenAt) / day);
    if (isRotated(name) && days >= rotatedDays) return { kind: 'log', name, bytes, canGo: true, why: `Rotated, and not written for ${count(days, 'day')}. "Delete the old logs" above deletes it.` };
    return { kind: 'log', name, bytes, ...(days >= oldDays ? { canGo: true, why: `Not written for ${days} days. Delete it by hand when nobody needs to read it.` } : { canGo: false, why: 'Written within the last 30 days.' }) };
  });
}

/** What Docker writes down for containers; its directories are named by their ids. */
export function dockerLogItems({ docker }: LogSpace, containers: ReadonlyMap<string, string>): SpaceItem[] {
  return (docker?.files ?? []).map(({ name, bytes }) => ({ kind: 'log', name: `Output of ${containers.get(name.split('/')[0] ?? '') ?? name}`, bytes, canGo: false, why: 'It goes with its container. Docker keeps it small only where the compose files set "max-size" for its logging.' }));
}

export function folderItems({ folders }: TopFolders): SpaceItem[] {
  return folders.map(({ name, bytes }) => ({ kind: 'folder', name, bytes, canGo: false, why: 'Models and artifacts. Delete them with their tasks in ClearML, which then forgets them too.' }));
}
