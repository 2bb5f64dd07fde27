import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const rdLoading: FailureRule = {
  id: 'RD-LOADING',
  title: 'Redis still loads its data',
  severity: 'info',
  cause: 'Redis was just started and reads its file into memory.',
  remedy: 'Wait until it is done.',
  where: ['apiserver', 'redis'],
  signs: [
    { line: [['busyloadingerror', 'redis is loading the dataset', 'loading redis is loading']] },
    { line: [['loading'], ['dataset in memory', 'the dataset into memory'], 'redis'] },
    { line: ['redis', ['still loading', 'is loading', 'loading its data', 'loading data']] },
  ],
  guess: true,
  source: ['general knowledge'],
};
