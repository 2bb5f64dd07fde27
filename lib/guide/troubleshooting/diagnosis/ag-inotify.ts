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
  ],
  guess: true,
  insteadOf: ['NO-SPACE', 'FS-QUOTA'],
  source: ['guide: preliminary-steps/4'],
};
