import type { FailureRule } from '@/lib/engine/diagnosis-rule';

/** `df` is read, too: each column is a size, so that a progress of 100 % is not taken for a full disk. */
export const noSpace: FailureRule = {
  id: 'NO-SPACE',
  title: 'A disk is full',
  severity: 'critical',
  cause: 'A file system of the server has no room, or no inodes, left: the root disk, that of Docker, the data disk or that of the file server.',
  remedy: 'See which one with "df -hT" and "df -i", and what Docker holds with "docker system df". Remove stopped containers and images that nobody needs, rotate logs, or enlarge the disk. Delete no files of Elasticsearch or MongoDB by hand.',
  where: [],
  signs: [
    { line: ['no space left on device'], without: ['inotify'] },
    { line: ['enospc'], without: ['inotify', 'file watchers'] },
    { line: [['not enough space on', 'not enough free space', "don't have enough free space", 'outofdiskspace', 'out of disk space', 'disk is full', 'disk full', 'insufficient disk space', 'insufficient free space', 'no free inodes', 'out of inodes']] },
    { line: ['errno 28]'] },
    { line: ['100% /', / \d{1,12}(?:\.\d)?[kmgtp]? \d{1,12}(?:\.\d)?[kmgtp]? \d{1,12}(?:\.\d)?[kmgtp]? 100% \//], without: ['/snap', 'loop', 'squashfs', 'iso9660'] },
    { line: [['no space left', 'not enough disk space', 'not enough space left', 'no disk space', 'no free space', 'no more space', 'out of space', 'out of disk', 'ran out of disk', 'run out of disk', 'ran out of space', 'insufficient space', 'filesystem full', 'filesystem is full', 'file system full', 'file system is full', 'partition is full', 'volume is full', 'device is full', 'device full', 'disk has no space', 'disk space exhausted', 'no usable space', 'no inodes', 'inodes exhausted', 'out of free inodes']], without: ['inotify', 'watch', 'commit_memory', 'virtual address', 'heap', 'address space'] },
    { line: ['errno', /\berrno\W{0,3}28\b/], without: ['inotify', 'watch'] },
    { line: [['available disk space of', 'available space'], ['less than required', 'less than the required', 'is not enough', 'is insufficient']] },
    { line: ['100%', / 0 100% \//], without: ['/snap', 'loop', 'squashfs', 'iso9660'] },
  ],
  source: ['https://man7.org/linux/man-pages/man3/errno.3.html', 'https://clear.ml/docs/latest/docs/faq', 'guide: troubleshooting/environment/1'],
};
