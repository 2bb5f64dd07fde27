import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { exitOf } from '../exit-status';

/** Versions of the kernel are matched where a word of the line says that it is one: MongoDB's own versions look alike. */
export const mgKernel: FailureRule = {
  id: 'MG-KERNEL',
  title: 'MongoDB 8 does not run on this kernel',
  severity: 'critical',
  cause: "The memory allocator of MongoDB 8 does not get on with Linux 6.19 up to 7.0.13. Older images crash half a minute after the start, newer ones refuse to start and say so. Ubuntu 26.04 comes with such a kernel.",
  remedy: 'Start a kernel up to 6.18 or from 7.0.14 on. Until then GLIBC_TUNABLES=glibc.pthread.rseq=1 in the environment of mongo helps images that do not refuse.',
  where: ['mongo', 'docker', 'kernel'],
  signs: [
    { line: ['known incompatibility', 'mongodb'] },
    { line: ['server-121912'] },
    { line: [['mongodb', 'mongod', 'tcmalloc'], 'kernel', ['incompatib', 'known issue', 'cannot start', 'not start', 'refus', 'not supported', 'unsupported']] },
    { line: ['rseq', ['abi', 'violat', 'incompatib'], ['kernel', 'mongo', 'tcmalloc']] },
    {
      all: [
        { line: [/(?<![\d.])(?:6\.(?:19|[2-9]\d)\.\d{1,3}|7\.0\.(?:\d|1[0-3]))(?![\d.])/, ['kernel', 'linux', 'generic']] },
        { line: ['mongo', ['segfault', 'segmentation fault', 'sigsegv', 'got signal: 11', exitOf(139)]] },
      ],
      guess: true,
    },
  ],
  needs: 'What "uname -r" says, and the tag of the image of MongoDB.',
  source: ['https://github.com/clearml/clearml-server/issues/314', 'https://github.com/google/tcmalloc/issues/292', 'https://github.com/docker-library/mongo/issues/762', 'https://jira.mongodb.org/browse/SERVER-121912'],
};
