import { GroundcrewError } from '@/lib/core/errors';
import type { Resources } from './types';

/** Downloads at once: of one server, whose kept connection has five channels for all that the console asks, and of all. */
const most = { server: 2, all: 4 };

const running = new WeakMap<Resources, Map<string, number>>();
const of = (resources: Resources) => running.get(resources) ?? running.set(resources, new Map()).get(resources)!;

/** Throws GroundcrewError `throttled` where another download would be too many. */
export function refuseManyDownloads(resources: Resources, serverId: string): void {
  const counts = of(resources);
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  if ((counts.get(serverId) ?? 0) < most.server && all < most.all) return;
  throw new GroundcrewError({ code: 'throttled', reason: 'restore.many-downloads', message: `No more than ${most.server} files of a server's backups, and ${most.all} of all, are downloaded at a time.`, remedy: 'Wait until one has ended, or cancel one in your browser.' });
}

/** Counts one more until the function that is answered is called. Throws as `refuseManyDownloads` does. */
export function countDownload(resources: Resources, serverId: string): () => void {
  refuseManyDownloads(resources, serverId);
  const counts = of(resources);
  counts.set(serverId, (counts.get(serverId) ?? 0) + 1);
  return () => void counts.set(serverId, (counts.get(serverId) ?? 1) - 1);
}
