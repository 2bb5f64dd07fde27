import type { CommandView } from '@/lib/contract/plan';
import type { ExecutedCommand } from '@/lib/contract/record';
import type { AttemptStatus } from '@/lib/shell/host';

type Known = Pick<AttemptStatus, 'exitCode' | 'commandIndex' | 'commandStarts' | 'endedAt'>;

/**
 * The commands of an attempt with what the server says of each: an attempt ends at the first that fails, so that those
 * before the last one ended with 0. Times are all by the server's clock. Pure. `status` null: it was not started yet.
 */
export function commandResults(commands: readonly Pick<CommandView, 'text'>[], status: Known | null): ExecutedCommand[] {
  const last = status?.commandIndex ?? -1;
  const startOf = (index: number) => status?.commandStarts[index] ?? null;
  return commands.map(({ text }, index) => {
    if (status === null || index > last) return { text, began: false, exitCode: null, milliseconds: null };
    const isLast = index === last;
    return { text, began: true, exitCode: isLast ? status.exitCode : 0, milliseconds: between(startOf(index), isLast ? status.endedAt : startOf(index + 1)) };
  });
}

/** null where a time is missing, or the server's clock was set back meanwhile. */
function between(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : to - from;
}
