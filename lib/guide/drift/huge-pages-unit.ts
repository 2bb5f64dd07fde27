import { minutes } from '@/lib/core/units';
import { bootId } from '@/lib/facts/boot-id';
import { file } from '@/lib/facts/file';
import { transparentHugepages } from '@/lib/facts/transparent-hugepages';
import { unit } from '@/lib/facts/unit';
import { driftProbe, type Change } from '../drift-probe';
import { thpEnable } from '../installation/thp-enable';
import { thpUnit, thpUnitPath } from '../installation/thp-unit';

const off = { enabled: 'never', defrag: 'never' };

export const hugePagesUnitDrift = driftProbe({
  id: 'drift/huge-pages-unit',
  guide: ['preliminary-steps/5', 'preliminary-steps/6'],
  title: 'The service that switches huge pages off is there and enabled',
  every: minutes(10),
  needs: () => ({ file: file(thpUnitPath), unit: unit('disable-thp.service'), thp: transparentHugepages, bootId }),
  changes({ file: found, unit: state, bootId: boot }, inputs) {
    const changes: Change[] = [];
    if (thpUnit.plan({ unit: found }, inputs).length > 0) changes.push({ item: thpUnitPath, wanted: found === undefined ? 'the file' : 'the content of the install', actual: found === undefined ? 'missing' : `other content (${found.bytes} bytes, SHA-256 ${found.sha256.slice(0, 12)}…)` });
    // Whether they are off now is another finding: here they are taken to be.
    if (thpEnable.plan({ unit: state, thp: off, bootId: boot }, inputs).length > 0) changes.push({ item: 'disable-thp.service', wanted: 'enabled', actual: `${state.enabled ?? 'not there'}${state.needsReload ? ', and systemd has not read it yet' : ''}` });
    return changes;
  },
  repair: {
    title: 'Put it back',
    plan: ({ file: found, unit: state, thp, bootId: boot }, inputs, items) => [
      ...(items.has(thpUnitPath) ? thpUnit.plan({ unit: found }, inputs) : []),
      // systemd must read what was put back.
      ...thpEnable.plan({ unit: items.has(thpUnitPath) ? { ...state, needsReload: true } : state, thp, bootId: boot }, inputs),
    ],
  },
});
