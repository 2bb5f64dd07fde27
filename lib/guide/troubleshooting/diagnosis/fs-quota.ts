import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const fsQuota: FailureRule = {
  id: 'FS-QUOTA',
  title: "The file server's disk is full",
  severity: 'critical',
  cause: 'The disk of the file server has no room left, or its quota is used up: artifacts and models of running tasks are lost.',
  remedy: 'See "df -h" and "df -i" of data/fileserver. Enlarge the disk, or delete archived tasks with their artifacts.',
  where: ['fileserver'],
  signs: [
    { line: [['errno 28]', 'errno 122]', 'no space left on device', 'disk quota exceeded', 'enospc', 'edquot']], in: ['fileserver'] },
    { line: [['errno 28]', 'errno 122]', 'no space left on device', 'disk quota exceeded'], ['/mnt/fileserver', 'data/fileserver', 'fileserver']] },
    { line: [['errno 122]', 'disk quota exceeded']] },
    { line: [['insufficient storage', 'no space', 'quota exceeded', 'out of space', 'not enough space', 'disk full', 'disk is full', /\berrno ?[=:]? ?(?:28|122)\b/, 'enospc', 'edquot'], ['fileserver', 'upload', 'write', 'save', 'disk', 'storage', 'device', 'quota', 'file']], in: ['fileserver'] },
    { line: ['insufficient storage', ['8081', 'fileserver', '/files/', '//files.', '507']] },
  ],
  guess: true,
  insteadOf: ['NO-SPACE'],
  source: ['general knowledge'],
};
