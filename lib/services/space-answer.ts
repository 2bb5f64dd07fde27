import type { Space, SpaceItem, SpaceMount } from '@/lib/contract/space';
import { formatBytes } from '@/lib/core/units';
import type { Readings } from '@/lib/engine/types';
import type { ServerFact } from '@/lib/facts/fact';
import { fileSystems, type FileSystem, type FileSystems } from '@/lib/facts/file-systems';
import { imageSpace } from '@/lib/facts/image-space';
import { indices } from '@/lib/facts/indices';
import { logSpace } from '@/lib/facts/log-space';
import { topFolders } from '@/lib/facts/top-folders';
import { pathOf } from '@/lib/guide/file-system-probe';
import type { Inputs } from '@/lib/guide/inputs';
import { logsDirectory } from '@/lib/guide/old-logs';
import { dockerLogItems, folderItems, imageItems, indexItems, logItems } from './space-items';

/** What lies behind them is no answer to what takes the space. */
const mostItems = 60;

/** What each file system takes, of what was told; what was not is a trouble. @param now in milliseconds */
export function spaceAnswer(inputs: Inputs, readings: Readings, now: number, mask: (text: string) => string): Space {
  const { quick, slow, at } = spaceFacts(inputs);
  const troubles: string[] = [];
  const told = <T>(fact: ServerFact<T>): T | undefined => {
    const reading = readings.get(fact.id);
    if (reading?.readable === false) troubles.push(reading.reason);
    return reading?.readable ? (reading.value as T) : undefined;
  };
  const [disks, found, images, logs, folders] = [told(quick.disks), told(quick.found), told(quick.images), told(quick.logs), told(slow)];
  if (found && found.state !== 'answered') troubles.push(`Elasticsearch ${{ absent: 'does not run', stopped: 'does not run', locked: 'asks for a password', silent: 'does not answer' }[found.state]}, so its indices are not known.`);
  if (images === undefined && readings.get(quick.images.id)?.readable) troubles.push('Docker does not answer, so its images are not known.');
  if (folders?.isCut) troubles.push('The folders of the file server could not be counted to the end in time: larger ones may be missing.');
  if (logs?.clearml?.isCut || logs?.docker?.isCut) troubles.push('The logs could not be counted to the end in time: larger ones may be missing.');
  const parts: readonly (readonly [string, readonly SpaceItem[]])[] = [
    [at.elastic, found ? indexItems(found) : []],
    [at.docker, images ? imageItems(images, inputs) : []],
    [at.logs, logs ? logItems(logs, now, inputs.thresholds.oldLogDays) : []],
    [at.docker, logs ? dockerLogItems(logs, images?.containers ?? new Map<string, string>()) : []],
    [at.folders, folders ? folderItems(folders) : []],
  ];
  const mounts = mountsOf(disks, [...new Set(['/', ...Object.values(at)])]).map((disk) => toMount(disk, parts.flatMap(([path, items]) => (diskOf(disks, path)?.target === disk.target ? items : [])), mask));
  const first = mounts.toSorted((one, other) => canGo(other.items) - canGo(one.items) || share(one) - share(other))[0];
  return { askedAt: new Date(now).toISOString(), sentence: first?.sentence ?? 'The server does not tell the space on its file systems.', mounts, troubles: troubles.map(mask) };
}

/** What is asked: some at once, and the file server's tree by itself, which takes up to a minute and a half. */
export function spaceFacts({ layout }: Inputs) {
  const at = {
    docker: pathOf(layout, 'docker'),
    elastic: `${layout.base}/${layout.directories.find(({ path }) => path.startsWith('data/elastic'))?.path ?? 'data'}`,
    folders: pathOf(layout, 'fileserver'),
    logs: logsDirectory({ layout }),
  };
  return { at, quick: { disks: fileSystems([...new Set(['/', ...Object.values(at)])]), found: indices(layout.base), images: imageSpace, logs: logSpace(at.logs, at.docker) }, slow: topFolders(at.folders) };
}

/** The disk of a path, or of the nearest one above it that was asked. */
function diskOf(disks: FileSystems | undefined, path: string): FileSystem | undefined {
  return disks?.of.get(path) ?? (path === '/' ? undefined : diskOf(disks, path.slice(0, path.lastIndexOf('/')) || '/'));
}

function mountsOf(disks: FileSystems | undefined, paths: readonly string[]): readonly FileSystem[] {
  const found = new Map(paths.flatMap((path) => { const disk = diskOf(disks, path); return disk ? [[disk.target, disk] as const] : []; }));
  return [...found.values()];
}

const canGo = (items: readonly SpaceItem[]): number => items.filter((item) => item.canGo).reduce((sum, { bytes }) => sum + bytes, 0);
const share = ({ free, used }: Pick<SpaceMount, 'free' | 'used'>): number => (used + free === 0 ? 1 : free / (used + free));

function toMount({ target, used, free }: FileSystem, items: readonly SpaceItem[], mask: (text: string) => string): SpaceMount {
  const of = (kind: SpaceItem['kind']) => canGo(items.filter((item) => item.kind === kind));
  const parts = [...(of('image') > 0 ? [`images that no container uses hold about ${formatBytes(of('image'))}`] : []), ...(of('log') > 0 ? [`old logs hold ${formatBytes(of('log'))}`] : [])];
  const mount = mask(target);
  return {
    mount, used, free,
    sentence: `${mount}: ${formatBytes(used)} of ${formatBytes(used + free)} are used${parts.length > 0 ? `; ${parts.join(', and ')}` : ''}.`,
    items: items.toSorted((one, other) => other.bytes - one.bytes).slice(0, mostItems).map((item) => ({ ...item, name: mask(item.name), why: mask(item.why) })),
  };
}
