import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { endings, exitOf } from '../exit-status';

export const mgAvx: FailureRule = {
  id: 'MG-AVX',
  title: 'The processor lacks what MongoDB needs',
  severity: 'critical',
  cause: 'MongoDB 5 and later need AVX. The processor is too old, or the virtual machine hides it behind a generic model such as kvm64.',
  remedy: 'Set the processor of the virtual machine to "host", and see with "grep -w avx /proc/cpuinfo" that it is there; else move to another machine.',
  where: ['mongo', 'docker', 'kernel'],
  signs: [
    { line: [/\bavx\b/, ['require', 'does not', "doesn't", 'missing', 'lack', 'without', 'unsupported', 'not support', 'not have', 'not found']], without: ['avx512', 'avx2'] },
    { line: ['mongo', ['illegal instruction', 'invalid opcode', 'sigill', exitOf(132)]] },
    { line: [['illegal instruction', 'got signal: 4 (', 'signal: 4 (illegal']], in: ['mongo'] },
    { line: [endings, exitOf(132)], in: ['mongo'] },
    { line: ['mongodb', 'requires', 'armv8.2'] },
    { line: ['cpu does not support x86-64', /x86-64-v[23]/] },
    { line: [['illegal instruction', 'invalid opcode', 'sigill'], ['docker', 'entrypoint', 'core dumped', 'mongod']], without: ['elastic', 'java', 'redis'], guess: true },
    { line: [['cpu', 'processor'], ['too old', 'unsupported', 'not support', 'lacks', 'missing', 'does not have'], ['instruction', 'avx', 'sse4', 'feature', 'mongo']], in: ['mongo'], guess: true },
  ],
  source: ['https://github.com/docker-library/mongo/issues/485'],
};
