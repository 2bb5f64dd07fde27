import { minutes } from '@/lib/core/units';
import { bootId } from '@/lib/facts/boot-id';
import { file } from '@/lib/facts/file';
import { sysctl } from '@/lib/facts/sysctl';
import { chapters } from '../chapters';
import { probe } from '../define';
import { kernelSettings } from '../installation/kernel-settings';
import { lowKernelKeys, lowKernelSettings } from '../low-kernel-settings';

export const kernelSettingsHold = probe({
  id: 'machine/kernel-settings',
  guide: 'preliminary-steps/4',
  title: 'The kernel settings hold',
  chapter: chapters.machine,
  every: minutes(5),
  afterMinutes: 0,
  // The step's own facts, so that the repair is what the install would do.
  needs: ({ layout }) => ({ live: sysctl(Object.keys(layout.kernel)), file: file(layout.kernelFile), bootId }),
  actual: ({ live }) => [...live].map(([key, value]) => `${key}=${value}`).join(', '),
  subjects: ({ live }, { layout }) => lowKernelKeys(live, layout),
  wanted: ({ layout }) => Object.entries(layout.kernel).map(([key, value]) => `${key}=${value}`).join(', '),
  outcomes: [
    { outcome: 'fail', when: ({ live }, { layout }) => lowKernelSettings(live, layout).length > 0, message: ({ live }, { layout }) => lowKernelSettings(live, layout).join(' '), remedy: (_facts, { layout }) => `Elasticsearch does not start with fewer maps, and Redis may fail to save. Run "sysctl --system" as root, and look which file overrides ${layout.kernelFile}.` },
    { outcome: 'pass', when: () => true, message: () => 'The kernel settings of the install hold.' },
  ],
  repair: { title: 'Set them again', plan: (facts, inputs) => kernelSettings.plan(facts, inputs) },
});
