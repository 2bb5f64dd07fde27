import { mountOf, type Mounts } from '@/lib/facts/mounts';
import { chapters } from '../chapters';
import { check } from '../define';
import { diskMounts } from '../disk-check';
import type { Inputs } from '../inputs';

export const mountOptions = check({
  id: 'beyond/mount-options',
  guide: null,
  title: 'Disks are mounted so that they can be used',
  chapter: chapters.beyond,
  needs: (inputs) => ({ mounts: diskMounts(inputs) }),
  outcomes: [
    { outcome: 'fail', when: ({ mounts }, inputs) => obstacles(mounts, inputs).length > 0, message: ({ mounts }, inputs) => `${obstacles(mounts, inputs).join('. ')}.`, remedy: 'Change the options in /etc/fstab and mount again, or use a local disk.' },
    { outcome: 'pass', when: () => true, message: () => 'No option or kind of file system stands in the way.' },
  ],
});

/** Databases and Docker's layers need a local file system with locks and extended attributes. */
const remote = /^(?:nfs\d?|cifs|smb\w*|9p|ceph|glusterfs|fuse\..*|vfat|exfat|ntfs\d?)$/;

function obstacles(mounts: Mounts, { layout }: Inputs): string[] {
  return layout.disks.flatMap(({ mount: path, role }) => {
    const mount = mountOf(mounts, path);
    if (mount === undefined) return [];
    const has = (option: string) => mount.options.includes(option);
    return [
      ...(has('ro') ? [`${path} is read-only`] : []),
      ...(role === 'docker' && has('noexec') ? [`${path} is mounted noexec, so no container could start`] : []),
      ...(role === 'docker' && has('nodev') && mount.target === path ? [`${path} is mounted nodev, which containers do not bear`] : []),
      ...(role !== 'fileserver' && remote.test(mount.fileSystem) ? [`${path} lies on ${mount.fileSystem}, on which ${role === 'docker' ? 'Docker' : 'a database'} cannot keep its files`] : []),
    ];
  });
}
