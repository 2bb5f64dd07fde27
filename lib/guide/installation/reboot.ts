import { count, minutes } from '@/lib/core/units';
import { bootId } from '@/lib/facts/boot-id';
import { containers, type Container } from '@/lib/facts/containers';
import { loggedIn } from '@/lib/facts/logged-in';
import { receipt } from '@/lib/facts/receipt';
import { reboot as rebootCommand } from '@/lib/shell/command';
import { otherContainers } from '../containers-of';
import { step } from '../define';
import { causeNeeds, isChangeDue } from '../kernel-change';
import { rebootReceipt } from '../reboot-receipt';

export const reboot = step({
  id: 'installation/reboot',
  guide: 'preliminary-steps/7',
  title: 'Restart the machine',
  why: 'Shows that the kernel settings, the disks and Docker come back by themselves, before there is data.',
  departure: 'Left out when nothing was changed since the last boot.',
  sameResult: true,
  interruptible: false,
  usually: minutes(2),
  needs: (inputs) => ({ ...causeNeeds(inputs), bootId, changedAt: receipt(rebootReceipt), loggedIn, containers }),
  plan(facts, inputs) {
    const { bootId, changedAt } = facts as Known;
    const changed = changedAt === bootId || inputs.kernelChangedAtBoot === bootId;
    return changed || isChangeDue(facts, inputs) ? [rebootCommand('The kernel settings are not the ones that the machine booted with')] : [];
  },
  restarts(facts, { layout }) {
    const { loggedIn, containers } = facts as Known;
    return [
      'The machine restarts.',
      ...(loggedIn.length === 0 ? [] : [`That ends the work of ${count(loggedIn.length, 'login')}: ${loggedIn.slice(0, 10).join(', ')}.`]),
      ...otherContainers(layout.base, containers).slice(0, 10).map((container) => `The container ${container.name} restarts with it.`),
    ];
  },
});

/** The step's own facts; those of its causes have names with a colon. */
interface Known {
  readonly bootId: string;
  readonly changedAt: string | undefined;
  readonly loggedIn: readonly string[];
  readonly containers: readonly Container[] | undefined;
}
