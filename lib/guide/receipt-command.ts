import { receiptPath } from '@/lib/facts/receipt';
import { install, type Install } from '@/lib/shell/command';

/** Leaves a receipt on the server, so that a later plan can see what was proven. */
export function leaveReceipt(name: string, text: string, why: string): Install {
  return install(receiptPath(name), `${text}\n`, { mode: 0o600, why });
}
