import { GroundcrewError } from '@/lib/core/errors';
import { seconds } from '@/lib/core/units';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** A page does not wait longer for what hangs; what comes later is told by the socket. */
const patience = seconds(25);

/** A refused login is tried once more, because a person asks. */
export const askHealth: Implementation<'health.ask'> = async ({ resources, clock }, { server: name, only }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { isWatched, sentence } = await work.watcher.health(server.id);
  if (!isWatched) throw new GroundcrewError({ code: 'conflict', reason: 'health.unwatched', message: `Nothing was asked: ${sentence}`, remedy: 'Install ClearML on it, or switch watching on.' });
  work.connections.forgive(server.id);
  const asked = new AbortController();
  await Promise.race([work.watcher.askNow(server.id, only).finally(() => asked.abort()), clock.sleep(patience, asked.signal)]);
  return work.watcher.health(server.id);
};
