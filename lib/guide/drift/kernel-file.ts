import { minutes } from '@/lib/core/units';
import { bootId } from '@/lib/facts/boot-id';
import { file } from '@/lib/facts/file';
import { sysctl } from '@/lib/facts/sysctl';
import { driftProbe } from '../drift-probe';
import { lowKernelKeys } from '../low-kernel-settings';
import { kernelSettings, settingsIn } from '../installation/kernel-settings';

export const kernelFileDrift = driftProbe({
  id: 'drift/kernel-file',
  guide: 'preliminary-steps/4',
  title: 'The kernel settings stand in their file',
  every: minutes(10),
  needs: ({ layout }) => ({ live: sysctl(Object.keys(layout.kernel)), file: file(layout.kernelFile), bootId }),
  // Whether they hold now is another finding: here they are taken to hold.
  changes({ file: found, bootId: boot }, inputs) {
    const { kernel, kernelFile } = inputs.layout;
    if (kernelSettings.plan({ live: new Map(Object.entries(kernel)), file: found, bootId: boot }, inputs).length === 0) return [];
    if (found === undefined) return [{ item: kernelFile, wanted: 'the file', actual: 'missing' }];
    const settings = settingsIn(found.content ?? '');
    const list = (of: (key: string) => string | undefined) => Object.keys(kernel).map((key) => `${key}=${of(key) ?? 'not set'}`).join(', ');
    const parts = lowKernelKeys(settings, inputs.layout);
    return [{ item: kernelFile, ...(parts.length > 0 && { parts }), wanted: list((key) => kernel[key]), actual: list((key) => settings.get(key)) }];
  },
  repair: { title: 'Write it again', plan: (facts, inputs) => kernelSettings.plan(facts, inputs) },
});
