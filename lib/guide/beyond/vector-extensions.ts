import { cpus } from '@/lib/facts/cpus';
import { chapters } from '../chapters';
import { check } from '../define';

export const vectorExtensions = check({
  id: 'beyond/vector-extensions',
  guide: null,
  title: 'Processors with AVX',
  chapter: chapters.beyond,
  needs: () => ({ cpus }),
  actual: ({ cpus }) => (cpus.avx ? 'AVX' : 'no AVX'),
  wanted: () => 'AVX',
  outcomes: [
    { outcome: 'fail', when: ({ cpus }) => !cpus.avx, message: () => 'The processors have no AVX; MongoDB 5 and later does not start without.', remedy: 'On a virtual machine, choose a processor type that passes AVX on, such as "host".' },
    { outcome: 'pass', when: () => true, message: () => 'The processors have AVX.' },
  ],
});
