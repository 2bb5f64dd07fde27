import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiFixedDup: FailureRule = {
  id: 'API-FIXED-DUP',
  title: 'The list of fixed users is wrong',
  severity: 'error',
  cause: 'Two users in apiserver.conf have the same name, or one of them could not be made.',
  remedy: 'Give each user of fixed_users in apiserver.conf a name of its own, and restart the API server.',
  where: ['apiserver'],
  signs: [
    { line: ['duplicate user name'] },
    { line: ['fixeduserserror'] },
    { line: ['duplicate', ['fixed users', 'fixed_users', 'fixed user']] },
    { line: ['failed creating fixed user'] },
    { line: [['fixed users', 'fixed_users', 'fixed user', 'fixeduser'], ['invalid', 'not unique', 'more than once', 'already', 'same name', 'wrong', 'missing', 'required positional', 'failed', 'error', 'malformed', 'validation', 'expected']], without: ['unexpected keyword argument', 'unknown field', 'unauthorized', '401'], guess: true },
    { line: [['duplicate username', 'duplicate user', 'duplicated user', 'user names must be unique', 'usernames must be unique']] },
    { line: [['notuniqueerror', 'duplicate key error', 'e11000'], ['auth.user', 'backend.user', 'user index', 'username']], in: ['apiserver'] },
    { line: ['missing', 'required positional argument', ['argument: password', 'argument: username', 'argument: name', 'arguments: username', 'arguments: password']] },
  ],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/service_repo/auth/fixed_user.py'],
};
