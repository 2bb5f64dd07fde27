import type { Checkup } from '@/lib/contract/finding';
import type { Work } from './work';
import { viewCheckup } from './checkup-view';
import { viewServer } from './server-view';

/** Tells the pages that a server changed; one that was removed meanwhile is passed over. */
export async function announceServer(work: Work, serverId: string): Promise<void> {
  if (!work.resources.events.isHeard('server')) return;
  const record = await work.repositories.servers.byId(serverId);
  if (record) work.resources.events.publish({ type: 'server', server: await viewServer(work, record, work.resources.clock.now()) });
}

/** Tells the pages how a preflight or a verification stands. */
export async function announceCheckup(work: Work, server: { id: string; name: string }, kind: Checkup['kind']): Promise<void> {
  work.resources.events.publish({ type: 'checkup', server: server.name, checkup: await viewCheckup(work, server.id, kind) });
}
