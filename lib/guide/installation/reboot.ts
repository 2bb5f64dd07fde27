import { count, minutes } from '@/lib/core/units';
import { bootId } from '@/lib/facts/boot-id';
import { containers } from '@/lib/facts/containers';
import { loggedIn } from '@/lib/facts/logged-in';
import { receipt } from '@/lib/facts/receipt';
import { reboot as rebootCommand } from '@/lib/shell/command';
import { otherContainers } from '../containers-of';
import { step } from '../define';
import { rebootReceipt } from '../reboot-receipt';

export const reboot = step({
  id: 'installation/reboot',
  guide: 'preliminary-steps/7',
  title: 'Restart the machine',
  why: 'Shows that the kernel settings, the disks and Docker come back by themselves, before there is data.',
  departure: 'Left out when nothing was changed since the last boot.',
  interruptible: false,
  usually: minutes(2),
  needs: () => ({ bootId, changedAt: receipt(rebootReceipt), loggedIn, containers }),
  plan: ({ bootId, changedAt }, { kernelChangedAtBoot }) => (changedAt === bootId || kernelChangedAtBoot === bootId ? [rebootCommand('The kernel settings were changed since the last boot')] : []),
  restarts: ({ loggedIn, containers }, { layout }) => [
    'The machine',
    ...(loggedIn.length === 0 ? [] : [`Ends the work of ${count(loggedIn.length, 'login')}: ${loggedIn.slice(0, 10).join(', ')}`]),
    ...otherContainers(layout.base, containers).slice(0, 10).map((container) => `The container ${container.name}`),
  ],
});
