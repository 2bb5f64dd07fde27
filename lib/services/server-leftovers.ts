import { isGroundcrewError } from '@/lib/core/errors';
import { count, formatBytes } from '@/lib/core/units';
import { sudo } from '@/lib/shell/command';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** Everything of the console's own that lies on a server (design.md §4.3 and §4.8). */
const directory = '/var/lib/groundcrew';

export const serverLeftovers: Implementation<'server.leftovers'> = async ({ resources }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  try {
    const [attempts, bytes] = await work.connections.use(server.id, async (host) => {
      const [size] = await host.ask([sudo(['du', '-sb', '--', directory], { effect: 'reads', why: 'How much the console left' })]);
      return [await host.attempts(), Number.parseInt(size?.stdout ?? '', 10) || 0] as const;
    });
    const message =
      bytes === 0
        ? 'The console left nothing on the server. ClearML itself stays as it is.'
        : `The console left ${count(attempts.length, 'run directory', 'run directories')} (${formatBytes(bytes)}) on the server. ClearML itself stays as it is.`;
    return { reachable: true, runDirectories: attempts.length, bytes, paths: bytes === 0 ? [] : [directory], message };
  } catch (error) {
    if (!isGroundcrewError(error)) throw error;
    return { reachable: false, runDirectories: 0, bytes: 0, paths: [directory], message: `What the console left on the server is not known: ${error.message}` };
  }
};
