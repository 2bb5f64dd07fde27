import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const mgMapcount: FailureRule = {
  id: 'MG-MAPCOUNT',
  title: 'MongoDB would like a higher vm.max_map_count',
  severity: 'info',
  cause: 'vm.max_map_count is below twice the number of connections that MongoDB allows. It says so at each start, and runs.',
  remedy: 'Raise vm.max_map_count in /etc/sysctl.d if Elasticsearch also finds it too low.',
  where: ['mongo'],
  signs: [
    { line: ['max_map_count is too low'], without: ['virtual memory areas', 'elasticsearch', 'bootstrap'] },
    { line: ['max_map_count', ['maxconns', 'startupwarnings', 'connections', 'recommendedminimum']] },
  ],
  guess: true,
  insteadOf: ['ES-MAXMAP'],
  source: ['general knowledge'],
};
