import type { AttemptStatus } from '@/lib/shell/host';

/** What the server's answer about an attempt means (design.md §4.5). */
export type Verdict =
  /** Never claimed: start it. */
  | 'start'
  | 'follow'
  /** Its exit file exists. */
  | 'finished'
  /** A reboot was asked for, and the boot id is another one. */
  | 'rebooted'
  /** A reboot was asked for and the machine has not gone down yet. */
  | 'going-down'
  /** It began and will not end by itself: the machine restarted, or the unit was killed. */
  | 'interrupted';

/** Pure. `isReboot`: the attempt's own command restarts the machine. */
export function reconcile(status: AttemptStatus, isReboot: boolean): Verdict {
  if (!status.claimed) return 'start';
  const isOtherBoot = status.bootId !== null && status.bootId !== status.currentBootId;
  if (isReboot) {
    if (isOtherBoot) return 'rebooted';
    if (status.exitCode !== null && status.exitCode !== 0) return 'finished';
    return 'going-down';
  }
  if (status.exitCode !== null) return 'finished';
  return status.active ? 'follow' : 'interrupted';
}
