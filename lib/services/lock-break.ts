import { GroundcrewError } from '@/lib/core/errors';
import { script } from '@/lib/shell/command';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Breaks the lock, unless a unit of any console still runs on the server. */
export const breakLock: Implementation<'lock.break'> = async ({ resources }, { server: name, confirm }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  if (confirm !== server.name) throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: `Type the server's name, "${server.name}", to break its lock.` });
  const [answer] = await work.connections.use(server.id, (host) => host.ask([script('ssh/lock.sh', ['break'], { why: 'Breaks the lock' })]));
  const said = answer?.stdout.trim();
  if (said === 'busy') throw new GroundcrewError({ code: 'locked', reason: 'lock.busy', message: 'A step still runs on the server, so the lock stays.', remedy: 'Wait until it has ended, or cancel its run.' });
  if (said !== 'broken') throw new GroundcrewError({ code: 'remote', reason: 'lock.not-broken', message: 'The lock could not be broken.', remedy: 'Look at /var/lib/groundcrew/lock on the server.', detail: answer?.stderr });
  work.runs.wake(server.id);
  return {};
};
