import { seconds } from '@/lib/core/units';
import { bootId } from '@/lib/facts/boot-id';
import { transparentHugepages } from '@/lib/facts/transparent-hugepages';
import { unit } from '@/lib/facts/unit';
import { sudo } from '@/lib/shell/command';
import { step } from '../define';
import { leaveReceipt } from '../receipt-command';
import { rebootReceipt } from '../reboot-receipt';

export const thpEnable = step({
  id: 'installation/thp-enable',
  guide: 'preliminary-steps/6',
  title: 'Enable the service that disables huge pages',
  why: 'A unit that is not enabled does nothing at the next boot.',
  departure: 'The service is also started now, so that a mistake shows before the restart.',
  sameResult: true,
  usually: seconds(2),
  needs: () => ({ unit: unit('disable-thp.service'), thp: transparentHugepages, bootId }),
  plan({ unit, thp, bootId }) {
    const off = thp === undefined || (thp.enabled === 'never' && thp.defrag === 'never');
    if (unit.enabled === 'enabled' && !unit.needsReload && off) return [];
    return [
      leaveReceipt(rebootReceipt, bootId, 'Remembers at which boot this was changed, for the restart below'),
      sudo(['systemctl', 'daemon-reload'], { why: 'systemd reads the new unit' }),
      sudo(['systemctl', 'enable', 'disable-thp'], { why: 'It runs at each boot' }),
      // A kernel without huge pages has no files to write to, and the unit would fail.
      ...(thp === undefined ? [] : [sudo(['systemctl', 'restart', 'disable-thp'], { why: 'It runs now' })]),
    ];
  },
});
