import type { RestoreFinding } from '@/lib/contract/restore';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from './work';

/** An open run, as a finding that refuses a restore and a drill: before a server's name is typed for nothing. Asked last, since it may end while the server is asked. */
export async function openRunFindings({ repositories: { runs } }: Work, { id }: ServerRecord): Promise<RestoreFinding[]> {
  const open = await runs.openOf(id);
  return open === null ? [] : [{ outcome: 'refuse', message: `Another run is open on this server: ${open.title}.`, remedy: 'Let it end, or cancel it; then look again.' }];
}
