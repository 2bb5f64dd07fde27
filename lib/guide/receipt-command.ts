import { script, type Script } from '@/lib/shell/command';

/** Leaves a receipt on the server, so that a later plan can see what was proven. `text` is one line and no secret. */
export function leaveReceipt(name: string, text: string, why: string): Script {
  return script('guide/leave-receipt.sh', [name, text], { why });
}
