import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiFixedDup: FailureRule = {
  id: 'API-FIXED-DUP',
  title: 'The list of fixed users is wrong',
  severity: 'error',
  cause: 'Two users in apiserver.conf have the same name, or one of them could not be made.',
  remedy: 'Give each user of fixed_users in apiserver.conf a name of its own, and restart the API server.',
  where: ['apiserver'],
  signs: [{ line: ['duplicate user name'] }, { line: ['fixeduserserror'] }, { line: ['duplicate', ['fixed users', 'fixed_users', 'fixed user']] }, { line: ['failed creating fixed user'] }],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/service_repo/auth/fixed_user.py'],
};
