import { architecture as architectureFact } from '@/lib/facts/architecture';
import { chapters } from '../chapters';
import { check } from '../define';

export const architecture = check({
  id: 'beyond/architecture',
  guide: null,
  title: 'Processors of the x86-64 kind',
  chapter: chapters.beyond,
  needs: () => ({ architecture: architectureFact }),
  actual: ({ architecture }) => architecture,
  wanted: () => 'x86_64',
  outcomes: [
    { outcome: 'fail', when: ({ architecture }) => architecture !== 'x86_64', message: ({ architecture }) => `The machine is ${architecture}; ClearML's images are made for x86_64.`, remedy: 'Use a machine with Intel or AMD processors.' },
    { outcome: 'pass', when: () => true, message: () => 'x86_64.' },
  ],
});
