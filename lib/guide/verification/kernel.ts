import { sysctl } from '@/lib/facts/sysctl';
import { transparentHugepages } from '@/lib/facts/transparent-hugepages';
import { chapters } from '../chapters';
import { check } from '../define';
import { lowKernelSettings } from '../low-kernel-settings';

export const kernel = check({
  id: 'verification/kernel',
  guide: ['preliminary-steps/4', 'preliminary-steps/5'],
  title: 'The kernel settings hold',
  chapter: chapters.verification,
  needs: ({ layout }) => ({ live: sysctl(Object.keys(layout.kernel)), thp: transparentHugepages }),
  outcomes: [
    { outcome: 'fail', when: ({ live }, { layout }) => lowKernelSettings(live, layout).length > 0, message: ({ live }, { layout }) => lowKernelSettings(live, layout).join(' '), remedy: (_facts, { layout }) => `Run "sysctl --system" as root and look which file overrides ${layout.kernelFile}.` },
    { outcome: 'warn', when: ({ thp }) => thp !== undefined && (thp.enabled !== 'never' || thp.defrag !== 'never'), message: ({ thp }) => `Transparent huge pages are "${thp?.enabled ?? ''}", and made by "${thp?.defrag ?? ''}"; both should be "never".`, remedy: 'Look at "systemctl status disable-thp".' },
    { outcome: 'pass', when: () => true, message: () => 'The kernel settings hold, and huge pages are off.' },
  ],
});
