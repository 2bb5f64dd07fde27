import { seconds } from '@/lib/core/units';
import { bootId } from '@/lib/facts/boot-id';
import { file } from '@/lib/facts/file';
import { sysctl } from '@/lib/facts/sysctl';
import type { Layout } from '@/lib/contract/layout';
import { install, sudo } from '@/lib/shell/command';
import { step } from '../define';
import { leaveReceipt } from '../receipt-command';
import { rebootReceipt } from '../reboot-receipt';

export const kernelSettings = step({
  id: 'installation/kernel-settings',
  guide: 'preliminary-steps/4',
  title: 'Increase vm.max_map_count for Elasticsearch',
  why: 'Elasticsearch maps many files into memory, Redis forks to save, and agents watch many directories. The defaults are too low for them.',
  departure: 'All settings are applied at once, not only vm.max_map_count. Docker is not restarted: these are settings of the kernel, and the machine restarts soon. A higher value that is there already is kept.',
  usually: seconds(2),
  needs: ({ layout }) => ({ live: sysctl(Object.keys(layout.kernel)), file: file(layout.kernelFile), bootId }),
  plan({ live, file, bootId }, { layout }) {
    // An operator who raised a value elsewhere on a finished server gets no restart for it.
    if (suffices(layout, settingsIn(file?.content ?? '')) && suffices(layout, live)) return [];
    const text = Object.entries(wantedSettings(layout, live)).map(([key, value]) => `${key}=${value}\n`).join('');
    return [
      leaveReceipt(rebootReceipt, bootId, 'Remembers at which boot the kernel settings were changed, for the restart below'),
      install(layout.kernelFile, text, { why: 'The settings hold after each boot' }),
      sudo(['sysctl', '-p', layout.kernelFile], { why: 'The settings hold now' }),
    ];
  },
});

/** These are least values: Ubuntu 24.04, say, has a higher map count, which must not be lowered. */
export const leastValues = new Set(['vm.max_map_count', 'fs.inotify.max_user_instances']);

function suffices({ kernel }: Layout, found: ReadonlyMap<string, string>): boolean {
  return Object.entries(kernel).every(([key, value]) => {
    const now = found.get(key);
    return now === value || (leastValues.has(key) && /^\d{1,15}$/.test(now ?? '') && Number(now) > Number(value));
  });
}

/** What a file of settings says; sysctl.d(5): the last line of a name holds. */
export function settingsIn(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^\s*-?\s*([\w./-]+)\s*=\s*(.*?)\s*$/gm)].map(([, key = '', value = '']) => [key, value]));
}

function wantedSettings({ kernel }: Layout, live: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(kernel).map(([key, value]) => {
      const now = Number(live.get(key));
      return [key, leastValues.has(key) && Number.isInteger(now) && now > Number(value) ? String(now) : value];
    }),
  );
}
