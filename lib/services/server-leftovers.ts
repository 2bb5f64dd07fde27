import { isGroundcrewError } from '@/lib/core/errors';
import { count, formatBytes } from '@/lib/core/units';
import { sudo } from '@/lib/shell/command';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

/** What clearing takes away (design.md §4.3). The receipt "installation" is not among it: it speaks of ClearML. */
const paths = ['/var/lib/groundcrew/runs', '/run/groundcrew'];

export const serverLeftovers: Implementation<'server.leftovers'> = async ({ resources }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  try {
    const [attempts, bytes] = await work.connections.use(server.id, async (host) => {
      const [size] = await host.ask([sudo(['du', '-scb', '--', ...paths], { effect: 'reads', why: 'How much the console left' })]);
      return [await host.attempts(), readTotal(size?.stdout ?? '')] as const;
    });
    const message =
      bytes === 0
        ? 'The console left nothing on the server. ClearML itself stays as it is.'
        : `The console left the outputs of ${count(attempts.length, 'attempt')} of steps (${formatBytes(bytes)}) on the server. ClearML itself stays as it is, and so does the note that it is installed here, by which any console leaves its data alone.`;
    return { reachable: true, runDirectories: attempts.length, bytes, paths: bytes === 0 ? [] : paths, message };
  } catch (error) {
    if (!isGroundcrewError(error)) throw error;
    return { reachable: false, runDirectories: 0, bytes: 0, paths, message: `What the console left on the server is not known: ${error.message}` };
  }
};

/** Bytes in the line "total" of du(1), which ends with 1 where a path is not there. */
const readTotal = (text: string): number => Number(/^(\d{1,15})\ttotal$/m.exec(text)?.[1] ?? 0);
