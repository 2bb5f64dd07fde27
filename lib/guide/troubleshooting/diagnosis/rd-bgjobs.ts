import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const rdBgjobs: FailureRule = {
  id: 'RD-BGJOBS',
  title: 'Docker is too old for the image',
  severity: 'critical',
  cause: 'Docker before 20.10.10, or an old libseccomp, forbids a system call with which newer images begin threads. Redis, MongoDB and the web server all fail in this way.',
  remedy: 'Upgrade Docker, containerd and libseccomp2.',
  where: ['redis', 'mongo', 'webserver', 'elasticsearch'],
  signs: [
    { line: ["can't initialize background jobs"] },
    { line: [['clone3', 'pthread_create'], ['not permitted', 'eperm', 'failed']], without: ['eagain'] },
    { line: [['what():', 'system_error'], 'operation not permitted'] },
    { line: ["can't start new thread"], guess: true },
    { line: [['thread', 'pthread', 'clone'], ['operation not permitted', 'eperm', '(1: operation', 'error 1:']], without: ['priority', 'setpriority', 'nice', 'affinity', 'sched', 'set_mempolicy', 'mbind'], guess: true },
  ],
  insteadOf: ['MG-PERM'],
  source: ['https://github.com/clearml/clearml-server/issues/242', 'https://github.com/redis/redis/issues/12362'],
};
