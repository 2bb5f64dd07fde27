import { GroundcrewError } from '@/lib/core/errors';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Breaks the lock of the run that was shown as its holder, unless a unit of any console still runs on the server. */
export const breakLock: Implementation<'lock.break'> = async ({ resources }, { server: name, run, confirm }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  if (confirm !== server.name) throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: `Type the server's name, "${server.name}", to break its lock.` });
  work.connections.forgive(server.id);
  await work.connections.use(server.id, (host) => host.breakLock(run));
  work.runs.wake(server.id);
  return {};
};
