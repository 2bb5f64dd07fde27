import { minutes } from '@/lib/core/units';
import { bootId } from '@/lib/facts/boot-id';
import { file } from '@/lib/facts/file';
import { transparentHugepages } from '@/lib/facts/transparent-hugepages';
import { unit } from '@/lib/facts/unit';
import { chapters } from '../chapters';
import { probe } from '../define';
import { thpEnable } from '../installation/thp-enable';
import { thpUnit, thpUnitPath } from '../installation/thp-unit';

export const hugePages = probe({
  id: 'machine/huge-pages',
  guide: 'preliminary-steps/5',
  title: 'Transparent huge pages are off',
  chapter: chapters.machine,
  every: minutes(5),
  afterMinutes: 0,
  // The facts of both steps, so that the repair is what the install would do.
  needs: () => ({ thp: transparentHugepages, file: file(thpUnitPath), unit: unit('disable-thp.service'), bootId }),
  actual: ({ thp }) => (thp === undefined ? 'none' : `${thp.enabled}, made by ${thp.defrag}`),
  wanted: () => 'never',
  outcomes: [
    { outcome: 'pass', when: ({ thp }) => thp === undefined, message: () => 'The kernel of this server has no transparent huge pages.' },
    { outcome: 'warn', when: ({ thp }) => thp?.enabled !== 'never' || thp.defrag !== 'never', message: ({ thp }) => `Transparent huge pages are "${thp?.enabled ?? ''}", and made by "${thp?.defrag ?? ''}"; both should be "never".`, remedy: 'They make the databases slow and let their memory grow. Look at "systemctl status disable-thp", and start it.' },
    { outcome: 'pass', when: () => true, message: () => 'Transparent huge pages are off.' },
  ],
  repair: { title: 'Switch them off again', plan: ({ thp, file: unitFile, unit, bootId }, inputs) => [...thpUnit.plan({ unit: unitFile }, inputs), ...thpEnable.plan({ unit, thp, bootId }, inputs)] },
});
