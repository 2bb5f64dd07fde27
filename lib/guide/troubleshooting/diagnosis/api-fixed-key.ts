import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiFixedKey: FailureRule = {
  id: 'API-FIXED-KEY',
  title: 'A fixed user has a key that this release does not know',
  severity: 'error',
  cause: 'apiserver.conf gives a user a key that the API server does not know: "admin" exists in ClearML Enterprise only.',
  remedy: 'Remove the key that the message names from fixed_users in apiserver.conf, and restart the API server.',
  where: ['apiserver'],
  signs: [
    { line: ['unexpected keyword argument', 'fixeduser'] },
    { line: ['__init__() got an unexpected keyword argument', ['argument admin', 'argument is_admin', 'argument role', 'argument email', 'argument user_name', 'argument designation']] },
    { line: ['__init__() got an unexpected keyword argument'], in: ['apiserver'] },
    { line: [['fixed users', 'fixed_users', 'fixed user', 'fixeduser'], ['unknown field', 'unknown key', 'unexpected field', 'unexpected key', 'extra field', 'unsupported', 'not permitted', 'not recognized', 'unrecognized', 'additional propert']] },
  ],
  insteadOf: ['API-FIXED-DUP'],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/service_repo/auth/fixed_user.py'],
};
