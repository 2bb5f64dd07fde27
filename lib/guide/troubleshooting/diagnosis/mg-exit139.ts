import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { endings, exitOf } from '../exit-status';

export const mgExit139: FailureRule = {
  id: 'MG-EXIT139',
  title: 'MongoDB crashes again and again',
  severity: 'critical',
  cause: 'mongod ends with a segmentation fault (status 139): MongoDB 8 on Linux 6.19 or newer, else bad memory or damaged data.',
  remedy: 'See "uname -r": on Linux 6.19 up to 7.0.13 start another kernel, or set GLIBC_TUNABLES=glibc.pthread.rseq=1 for mongo. On others test the memory, and restore the data from a backup.',
  where: ['docker', 'compose', 'kernel', 'mongo'],
  signs: [
    { line: ['mongo', exitOf(139)] },
    { line: ['mongo', ['segfault', 'segmentation fault', 'sigsegv', 'general protection']] },
    { line: [endings, exitOf(139)], in: ['mongo'] },
    { line: [['got signal: 11', 'invalid access at address', 'segmentation fault']], in: ['mongo'] },
    { line: ['mongo', ['signal 11', 'signal: 11', 'sig 11', 'core-dump', 'core dumped', '11/segv', 'signal=segv']], without: ['illegal instruction'] },
    { line: [['signal 11', 'sigsegv', 'core dumped']], without: ['illegal instruction'], in: ['mongo'] },
  ],
  follows: ['MG-KERNEL'],
  source: ['https://github.com/clearml/clearml-server/issues/314'],
};
