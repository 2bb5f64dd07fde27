import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const agInotify: FailureRule = {
  id: 'AG-INOTIFY',
  title: 'The kernel lets too few watchers of files be made',
  severity: 'warn',
  cause: 'fs.inotify.max_user_instances (128 by default) or max_user_watches is used up by many containers. The message may speak of space or open files, but no disk is full.',
  remedy: 'Set fs.inotify.max_user_instances to 256 or more in /etc/sysctl.d/99-allegro.conf and run "sysctl --system".',
  where: [],
  signs: [
    { line: [['inotify', 'fsnotify'], ['too many open files', 'no space left', 'limit', 'enospc', 'emfile', 'exhausted', 'failed', 'errno 24', 'errno 28']], without: ['no limit', 'limit set to'] },
    { line: [['limit for number of file watchers reached', 'failed to allocate directory watch']] },
    { line: [['inotify', 'fsnotify'], ['increas', 'assert failure', 'cannot', 'could not', 'unable', 'too many', 'reached', 'emfile']] },
    { line: ['system limit for', ['watchers', 'watches']] },
    { line: [['max_user_instances', 'max_user_watches'], /max_user_instances ?[=:] ?(?:\d{1,2}|1[01]\d|12[0-8])\b/] },
  ],
  guess: true,
  insteadOf: ['NO-SPACE', 'FS-QUOTA'],
  source: ['guide: preliminary-steps/4'],
};
