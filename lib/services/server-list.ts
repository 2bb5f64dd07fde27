import type { Server } from '@/lib/contract/server';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { minutes } from '@/lib/core/units';
import type { Implementation } from './types';
import { byWorst, viewWith } from './server-view';
import { workOf, type Work } from './work';
import { readStir } from './workers/alerts/why-silenced';

export const listServers: Implementation<'server.list'> = async ({ resources, clock }) => {
  const work = workOf(resources);
  const servers = await work.repositories.servers.list();
  const open = new Map((await work.repositories.runs.open()).map((run) => [run.serverId, run]));
  const now = clock.now();
  const stir = await readStir(work, now);
  const lastBackup = await lastBackups(work, now);
  const views = await Promise.all(servers.map(async (server) => ({ ...(await viewWith(work, server, { open: open.get(server.id) ?? null, stir }, now)), lastBackup: lastBackup(server.id) })));
  return views.sort(byWorst);
};

/** Of all servers at once, however many there are. A copy counts, also where the first one is gone. */
async function lastBackups({ repositories: { backupCopies, backupSchedules, backupSets } }: Work, now: number): Promise<(serverId: string) => Server['lastBackup']> {
  const [sets, copies, oldestHours] = await Promise.all([backupSets.newestComplete(), backupCopies.newestComplete(), backupSchedules.oldestHours()]);
  return (serverId) => {
    const times = [sets, copies].flatMap((each) => each.get(serverId)?.getTime() ?? []);
    if (times.length === 0) return null;
    const at = Math.max(...times);
    return { at: new Date(at).toISOString(), isOld: now - at >= minutes(60 * (oldestHours.get(serverId) ?? usualBackupLimits.oldestHours)) };
  };
}
