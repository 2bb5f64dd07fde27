import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiRouterSecret: FailureRule = {
  id: 'API-ROUTER-SECRET',
  title: 'TASK_ROUTER_TOKEN_SECRET is missing',
  severity: 'error',
  cause: 'From 3.29 on the API server needs TASK_ROUTER_TOKEN_SECRET, and constants.env lacks it.',
  remedy: 'Add TASK_ROUTER_TOKEN_SECRET with 50 random letters and digits to constants.env, and recreate the containers.',
  where: ['apiserver'],
  signs: [
    {
      line: [/task[ _.-]?router/, ['secret', 'token'], ['missing', 'not set', 'required', 'unable to find', 'not found', 'empty', 'must be', 'none', 'keyerror', 'no value', 'undefined', 'invalid', 'not provided', 'not configured', 'not defined', 'error']],
      without: ['variable is not set', 'defaulting to', 'required variable'],
    },
    { line: [['router_token_secret', 'router.token_secret', 'router token secret', 'router token', 'router secret', 'task_router', 'task router'], ['missing', 'not set', 'unset', 'required', 'not found', 'empty', 'must be', 'was not', 'not provided', 'is not defined', 'absent', 'please set', 'cannot start', 'no configuration setting', 'keyerror', 'configmissing']], without: ['variable is not set', 'defaulting to', 'required variable'] },
  ],
  insteadOf: ['API-CONF-PARSE'],
  source: ['https://clear.ml/docs/latest/docs/deploying_clearml/enterprise_deploy/docker_compose_upgrade_3_29'],
};
