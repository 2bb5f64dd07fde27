import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const rdOvercommit: FailureRule = {
  id: 'RD-OVERCOMMIT',
  title: 'vm.overcommit_memory is not 1',
  severity: 'warn',
  cause: 'The kernel setting is missing, or stands in a file that was not applied yet. Redis may then be unable to save when memory is short.',
  remedy: 'Set vm.overcommit_memory = 1 in /etc/sysctl.d/99-allegro.conf and run "sysctl --system".',
  where: ['redis'],
  signs: [
    { line: ['overcommit', ['must be enabled', 'set to 0', 'must be set']] },
    { line: ['overcommit_memory', /overcommit_memory ?[=:] ?[02]\b/] },
    { line: ['in background', 'fork', 'cannot allocate memory'], guess: true },
    { line: ['overcommit', ['enabled', 'set to 0', 'vm.overcommit_memory = 1', 'vm.overcommit_memory=1', 'should be', 'may fail', 'might fail']], in: ['redis'] },
    { line: [['background save may fail', 'background save or replication may fail', 'background save might fail', 'low memory condition']] },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/242', 'guide: preliminary-steps/4'],
};
