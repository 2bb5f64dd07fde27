import type { Secret } from '@/lib/core/secret';
import { script, type Script } from '@/lib/shell/command';

/**
 * Leaves a receipt on the server, so that a later plan can see what was proven. One line.
 * A hash over a password is given as a Secret: in a list of processes or a log it could be guessed at.
 */
export function leaveReceipt(name: string, text: string | Secret, why: string): Script {
  return script('guide/leave-receipt.sh', [name], { why, stdin: text });
}
