import type { Layout } from '@/lib/contract/layout';
import type { SettingsView } from '@/lib/contract/settings';
import type { Readings } from '@/lib/engine/types';
import { mountOf, type Mounts } from '@/lib/facts/mounts';

type Disk = NonNullable<SettingsView['disks']>[number];

/** The file systems that hold the layout's directories, from whichever question about mounts was asked; null: none was. */
export function foundDisks(readings: Readings, layout: Layout): Disk[] | null {
  const reading = [...readings].find(([id]) => id.startsWith('mounts:'))?.[1];
  if (!reading?.readable) return null;
  const mounts = reading.value as Mounts;
  const roles = new Map<string, string[]>();
  for (const { mount, role } of layout.disks) {
    const holder = mountOf(mounts, mount);
    if (holder) roles.set(holder.target, [...(roles.get(holder.target) ?? []), role]);
  }
  return mounts.all
    .filter(({ target }) => roles.has(target))
    .map(({ target, source, fileSystem, bytes, freeBytes }) => ({ mount: target, source, fileSystem, bytes, freeBytes, role: roles.get(target)?.join(', ') ?? null }));
}
