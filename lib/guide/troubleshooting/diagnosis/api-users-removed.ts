import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiUsersRemoved: FailureRule = {
  id: 'API-USERS-REMOVED',
  title: 'ClearML deleted users at its start',
  severity: 'warn',
  cause: 'Users that were in apiserver.conf are no longer there, were renamed, or the file was not read. ClearML then deletes them, with their API keys.',
  remedy: 'Put the entries back and restart the API server; their API keys must be made anew. With apiserver.auth.delete_missing_autocreated_users=false it does not happen again.',
  where: ['apiserver'],
  signs: [
    { line: ['no longer in configuration'] },
    { line: [['removing user', 'deleting user', 'removed user'], ['configuration', 'fixed users', 'fixed_users']] },
    { line: [['user'], ['not in the configuration', 'not in configuration', 'removed from configuration', 'removed from the configuration', 'missing from configuration', 'no longer configured', 'no longer listed', 'no longer in fixed', 'not in fixed users', 'not in the fixed users', 'not listed in'], ['remov', 'delet', 'drop', 'clean']], without: ['docker'] },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/240', 'https://github.com/clearml/clearml/issues/1257'],
};
