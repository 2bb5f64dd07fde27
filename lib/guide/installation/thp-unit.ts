import { seconds } from '@/lib/core/units';
import { file } from '@/lib/facts/file';
import { install } from '@/lib/shell/command';
import { step } from '../define';

export const thpUnitPath = '/etc/systemd/system/disable-thp.service';

const text = `[Unit]
Description=Disable Transparent Huge Pages (THP)
Before=docker.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c "echo 'never' > /sys/kernel/mm/transparent_hugepage/enabled && echo 'never' > /sys/kernel/mm/transparent_hugepage/defrag"

[Install]
WantedBy=multi-user.target
`;

export const thpUnit = step({
  id: 'installation/thp-unit',
  guide: 'preliminary-steps/5',
  title: 'Disable transparent huge pages',
  why: 'Huge pages make the databases slow and let their memory grow.',
  departure: 'The guide says Type=simple. The command ends at once, so oneshot with RemainAfterExit is what it means: the unit then shows whether it worked, and Docker starts after it, not beside it.',
  usually: seconds(1),
  needs: () => ({ unit: file(thpUnitPath) }),
  plan: ({ unit }) => (unit?.content === text ? [] : [install(thpUnitPath, text, { why: 'A service that switches them off at each boot' })]),
});
