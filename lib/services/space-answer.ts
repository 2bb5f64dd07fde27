import type { Space, SpaceItem, SpaceMount } from '@/lib/contract/space';
import { formatBytes } from '@/lib/core/units';
import { unaccounted } from '@/lib/engine/space-account';
import type { Readings } from '@/lib/engine/types';
import { docker } from '@/lib/facts/docker';
import type { ServerFact } from '@/lib/facts/fact';
import { fileSystems, type FileSystem, type FileSystems } from '@/lib/facts/file-systems';
import { imageSpace } from '@/lib/facts/image-space';
import { indices } from '@/lib/facts/indices';
import { logSpace } from '@/lib/facts/log-space';
import { topFolders } from '@/lib/facts/top-folders';
import { pathOf } from '@/lib/guide/file-system-probe';
import type { Inputs } from '@/lib/guide/inputs';
import { logsDirectory } from '@/lib/guide/old-logs';
import { plain } from '@/lib/shell/render';
import { spaceParts, type SpacePart } from './space-parts';

/** What lies behind them is no answer to what takes the space. */
const mostItems = 60;

/** What each file system takes, of what was told; what was not is a trouble. @param now in milliseconds */
export function spaceAnswer(inputs: Inputs, readings: Readings, now: number, mask: (text: string) => string): Space {
  const facts = spaceFacts(inputs);
  const { quick, slow, paths } = facts;
  const troubles: string[] = [];
  const told = <T>(fact: ServerFact<T>): T | undefined => {
    const reading = readings.get(fact.id);
    if (reading?.readable === false) troubles.push(reading.reason);
    return reading?.readable ? (reading.value as T) : undefined;
  };
  const [disks, found, images, logs, folders] = [told(quick.disks), told(quick.found), told(quick.images), told(quick.logs), told(slow)];
  told(quick.docker);
  if (found && found.state !== 'answered') troubles.push(`Elasticsearch ${{ absent: 'does not run', stopped: 'does not run', locked: 'asks for a password', silent: 'does not answer' }[found.state]}, so its indices are not known.`);
  if (images === undefined && readings.get(quick.images.id)?.readable) troubles.push('Docker does not answer, so its images are not known.');
  if (folders?.isCut) troubles.push('The folders of the file server could not be counted to the end in time: larger ones may be missing.');
  if (logs?.clearml?.isCut || logs?.docker?.isCut) troubles.push('The logs could not be counted to the end in time: larger ones may be missing.');
  const parts = spaceParts({ inputs, facts, readings, now });
  const unplaced = parts.filter(({ disk, bytes, items }) => disk === null && (bytes !== 0 || items.length > 0));
  if (disks) troubles.push(...unplaced.map(({ name }) => `On which file system this lies is not known: ${name}. So it is counted to none.`));
  const mounts = mountsOf(disks, paths).map((same) => toMount(same, parts.filter(({ disk }) => disk && isSame(disk, same[0])), unplaced, mask));
  const first = mounts.toSorted((one, other) => canGo(other.items) - canGo(one.items) || share(one) - share(other))[0];
  return { askedAt: new Date(now).toISOString(), sentence: first?.sentence ?? 'The server does not tell the space on its file systems.', mounts, unplaced: listed(unplaced.flatMap(({ items }) => items), mask), troubles: troubles.map(mask) };
}

/** What is asked: some at once, and the file server's tree by itself, which takes up to a minute and a half. */
export function spaceFacts({ layout }: Inputs) {
  const at = {
    docker: pathOf(layout, 'docker'),
    elastic: `${layout.base}/${layout.directories.find(({ path }) => path.startsWith('data/elastic'))?.path ?? 'data'}`,
    folders: pathOf(layout, 'fileserver'),
    logs: logsDirectory({ layout }),
  };
  const paths = [...new Set(['/', ...Object.values(at)])];
  return { at, paths, quick: { disks: fileSystems(paths), docker, found: indices(layout.base), images: imageSpace, logs: logSpace(at.logs, at.docker) }, slow: topFolders(at.folders) };
}

/** File systems that hold `paths`, each with all its mount points that were met: one may be mounted at several places. */
function mountsOf(disks: FileSystems | undefined, paths: readonly string[]): readonly (readonly [FileSystem, ...FileSystem[]])[] {
  const all: [FileSystem, ...FileSystem[]][] = [];
  for (const path of paths) {
    const disk = disks?.of.get(path);
    const same = disk && all.find(([first]) => isSame(first, disk));
    if (disk === undefined) continue;
    if (same === undefined) all.push([disk]);
    else if (!same.some(({ target }) => target === disk.target)) same.push(disk);
  }
  return all;
}

/** By the place, or by the device: names such as "tmpfs" stand for many. */
const isSame = (one: FileSystem, other: FileSystem): boolean => one.target === other.target || (one.source !== undefined && one.source === other.source && one.source.startsWith('/dev/'));
const canGo = (items: readonly SpaceItem[]): number => items.filter((item) => item.canGo).reduce((sum, { bytes }) => sum + bytes, 0);
const share = ({ free, used }: Pick<SpaceMount, 'free' | 'used'>): number => (used + free === 0 ? 1 : free / (used + free));

function toMount([{ target, size, used, free }, ...others]: readonly [FileSystem, ...FileSystem[]], parts: readonly SpacePart[], unplaced: readonly SpacePart[], mask: (text: string) => string): SpaceMount {
  const items = parts.flatMap((part) => part.items);
  const of = (kind: SpaceItem['kind']) => canGo(items.filter((item) => item.kind === kind));
  const savings = [...(of('image') > 0 ? [`images that no container uses hold about ${formatBytes(of('image'))}`] : []), ...(of('log') > 0 ? [`old logs hold ${formatBytes(of('log'))}`] : [])];
  const mount = mask(target);
  return {
    mount, used, free,
    total: size,
    sentence: `${mount}: ${formatBytes(used)} of ${formatBytes(used + free)} are used${savings.length > 0 ? `; ${savings.join(', and ')}` : ''}.${others.length > 0 ? ` It is mounted at ${others.map((other) => mask(other.target)).join(' and ')} too.` : ''}`,
    parts: parts.map(({ name, bytes, isLeast, note }) => ({ name, bytes, isLeast, note })),
    rest: { ...unaccounted(used, parts, unplaced.map(({ name }) => name)), commands: [`sudo du -xh --max-depth=2 ${plain(mount)} | sort -h | tail -20`, 'sudo lsof +L1'] },
    items: listed(items, mask),
  };
}

const listed = (items: readonly SpaceItem[], mask: (text: string) => string): SpaceItem[] => items.toSorted((one, other) => other.bytes - one.bytes).slice(0, mostItems).map((item) => ({ ...item, name: mask(item.name), why: mask(item.why) }));
