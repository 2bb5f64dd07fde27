import { GroundcrewError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { NewRun } from '@/lib/store/repositories/runs';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { announceServer } from './announce';
import type { Snapshot } from './inputs';
import { viewRun } from './run-view';
import type { Work } from './work';
import { packSnapshot } from './workers/run-context';

type Beginning = Omit<NewRun, 'id' | 'serverId' | 'serverName' | 'inputs'> & { snapshot: Snapshot };

/** Records a run and hands it to its worker. Throws GroundcrewError `conflict` when another run is open on the server. */
export async function beginRun(work: Work, server: ServerRecord, { snapshot, ...beginning }: Beginning): Promise<string> {
  const { clock, random, events } = work.resources;
  const run = await work.repositories.runs.add({ ...beginning, id: newId(random), serverId: server.id, serverName: server.name, inputs: packSnapshot(snapshot) }, clock.now());
  if (run === null) throw new GroundcrewError({ code: 'conflict', reason: 'run.open', message: 'Another run is open on this server. Nothing was started.', remedy: 'Look at that run: let it end, or cancel it.' });
  events.publish({ type: 'run', run: viewRun(run, clock.now()) });
  await announceServer(work, server.id);
  work.runs.take(run.id, server.id);
  return run.id;
}
